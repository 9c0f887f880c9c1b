import { spawnSync } from 'node:child_process';

/** A process that ended with 0: what it printed and how long it took, in milliseconds. */
export interface Finished {
  readonly output: string;
  readonly time: number;
}

/** Runs a command to its end; wall-clock from before it is started until it has ended. */
export function runToEnd(command: string, argv: readonly string[]): Finished {
  const start = performance.now();
  const { status, stdout, stderr, error } = spawnSync(command, argv, {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const time = performance.now() - start;
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${command} ended with ${String(status)}: ${stderr}`);
  return { output: stdout, time };
}

/** The same some times over: the last output and all times. */
export function runRepeatedly(
  times: number,
  command: string,
  argv: readonly string[],
): { readonly output: string; readonly times: readonly number[] } {
  const runs = Array.from({ length: times }, () => runToEnd(command, argv));
  return { output: runs.at(-1)?.output ?? '', times: runs.map(({ time }) => time) };
}
