import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Subject, subjectFile } from './build';
import { runToEnd } from './processes';

const root = path.resolve(import.meta.dirname, '../..');

/**
 * Runs a probe in the real extension host, opened on a folder (an empty one unless given), and reads
 * what it wrote into the file DM_BENCH_RESULT; dist/ is the extension there.
 */
export function runProbe(probe: Subject, folder?: string): unknown {
  const own = mkdtempSync(path.join(tmpdir(), 'dm-bench-'));
  const result = path.join(own, 'result.json');
  process.env['DM_BENCH_RESULT'] = result; // inherited by the extension host
  try {
    runToEnd(process.execPath, [
      path.join(root, 'test/host/vscode-shim.cjs'),
      `--extensionDevelopmentPath=${root}`,
      `--extensionTestsPath=${subjectFile(probe)}`,
      '--disable-extensions',
      folder ?? own,
    ]);
    return JSON.parse(readFileSync(result, 'utf8'));
  } finally {
    rmSync(own, { recursive: true });
  }
}
