import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Activation } from './activationProbe';
import { subjectFile } from './build';
import { median, milliseconds } from './numbers';
import { runToEnd } from './processes';
import { atMost, type Row } from './report';

const starts = 5;
const root = path.resolve(import.meta.dirname, '../..');

/** Starts of the extension in the real extension host, in an empty folder; dist/ is what is started. */
export function measureActivation(): readonly Row[] {
  const activations = Array.from({ length: starts }, (_, index) => {
    console.error(`activation ${index + 1} of ${starts}`);
    return startOnce();
  });
  const load = median(activations.map((one) => one.load));
  const activate = median(activations.map((one) => one.activate));
  const total = median(activations.map((one) => one.load + one.activate));
  return [
    { what: `activation: code loading, median of ${starts} starts`, measured: milliseconds(load) },
    { what: 'activation: activate()', measured: milliseconds(activate) },
    {
      what: 'activation: both',
      measured: milliseconds(total),
      target: atMost(total, 30, milliseconds),
    },
  ];
}

function startOnce(): Activation {
  const folder = mkdtempSync(path.join(tmpdir(), 'dm-bench-'));
  const result = path.join(folder, 'result.json');
  process.env['DM_BENCH_RESULT'] = result; // inherited by the extension host
  try {
    runToEnd(process.execPath, [
      path.join(root, 'test/host/vscode-shim.cjs'),
      `--extensionDevelopmentPath=${root}`,
      `--extensionTestsPath=${subjectFile('activationProbe')}`,
      '--disable-extensions',
      folder,
    ]);
    return JSON.parse(readFileSync(result, 'utf8')) as Activation;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
