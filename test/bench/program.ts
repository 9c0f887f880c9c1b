import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { milliseconds } from './numbers';
import { runRepeatedly } from './processes';
import { atMost, type Row } from './report';

const program = path.resolve(import.meta.dirname, '../../dist/cli.js');
const times = 10;

/** What a CI job waits for before `dm-cluster lint` reads its first inventory, next to Node alone. */
export function measureProgram(): readonly Row[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'dm-bench-'));
  try {
    const file = path.join(folder, 'good.ini');
    writeFileSync(file, '[a]\nh1 x=1\n');
    const fastest = (argv: readonly string[]): number =>
      Math.min(...runRepeatedly(times, process.execPath, argv).times);
    const [empty, lint] = [fastest(['-e', '0']), fastest([program, 'lint', file])];
    return [
      {
        what: `dm-cluster lint of a line, fastest of ${times} (Node alone: ${milliseconds(empty)})`,
        measured: milliseconds(lint),
        target: atMost(lint, 150, milliseconds),
      },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
