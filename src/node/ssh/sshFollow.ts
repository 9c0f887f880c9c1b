import { setTimeout as sleep } from 'node:timers/promises';
import * as l10n from '@vscode/l10n';
import type { Client } from 'ssh2';
import { commandLine } from '../../core/ansible/shellWords';
import { ExpectedError } from '../../core/errors/expectedError';
import type { FollowOptions } from '../../core/ports/controlMachine';
import type { SshConnection } from './sshConnection';
import { connectionLost } from './sshErrors';
import { startProcess } from './sshProcess';

/** Milliseconds before each attempt to go on after a drop: about four minutes in all. */
const usualDelays = [500, 1000, 2500, 5000, 10_000, 20_000, 30_000, 60_000, 120_000];

/** `tail` on the machine; after a drop it goes on at the byte where it was. */
export async function followCommand(
  connection: SshConnection,
  name: string,
  path: string,
  options: FollowOptions,
  onChunk: (chunk: Uint8Array) => void,
  delays: readonly number[] = usualDelays,
): Promise<void> {
  const { signal } = options;
  let { whileAlive } = options;
  let from = options.from;
  let drops = 0;
  for (;;) {
    if (signal.aborted) return;
    try {
      const isAtEnd = await connection.session((client) =>
        tail(client, name, { path, from, whileAlive, signal }, (chunk) => {
          from += chunk.length;
          drops = 0;
          if (!signal.aborted) onChunk(chunk);
        }),
      );
      if (isAtEnd) return;
      whileAlive = undefined;
    } catch (error) {
      const delay = delays[drops++];
      if (delay === undefined || !isDrop(error)) throw error;
      await sleep(delay, undefined, { signal }).catch(() => undefined); // aborted: looked at above
    }
  }
}

const isDrop = (error: unknown): boolean =>
  error instanceof ExpectedError && ['connection-lost', 'unreachable'].includes(error.code);

interface TailOptions extends FollowOptions {
  readonly path: string;
}

/** Whether all was read; else the writer is gone, and the rest is to be read once more. */
async function tail(
  client: Client,
  name: string,
  { path, from, whileAlive, signal }: TailOptions,
  onChunk: (chunk: Uint8Array) => void,
): Promise<boolean> {
  let errors = '';
  const reader = await startProcess(client, tailScript(path, from, whileAlive), {
    onOutput: onChunk,
    onError: (chunk) => {
      errors = (errors + chunk.toString('utf8')).slice(-1000);
    },
  });
  signal.addEventListener('abort', reader.stop, { once: true });
  if (signal.aborted) reader.stop();
  const end = await reader.ended;
  signal.removeEventListener('abort', reader.stop);
  if (end?.exitCode === 0 || signal.aborted) return true;
  if (end === undefined) throw connectionLost(name);
  // `tail` fails in the end when it had to wait for the file in the beginning.
  const isGone =
    whileAlive !== undefined && !(await test(client, ['kill', '-0', String(whileAlive)]));
  if (isGone) return false;
  // A process that wrote nothing may have made no file.
  if (await test(client, ['test', '!', '-e', path])) return true;
  throw notFollowed(name, path, errors);
}

/**
 * Reads from a byte on, and goes on while a process lives: `tail` of GNU coreutils, which waits for
 * a file that is not there yet (`-F`) and reads once more after the process has ended (`--pid`).
 */
function tailScript(path: string, from: number, whileAlive: number | undefined): string {
  const waiting = whileAlive === undefined ? [] : ['-F', '-s', '0.2', `--pid=${whileAlive}`];
  return `exec ${commandLine(['tail', '-c', `+${from + 1}`, ...waiting, '--', path])}`;
}

async function test(client: Client, argv: readonly string[]): Promise<boolean> {
  const ignore = (): void => undefined;
  const look = await startProcess(client, commandLine(argv), { onOutput: ignore, onError: ignore });
  return (await look.ended)?.exitCode === 0;
}

function notFollowed(name: string, path: string, errors: string): ExpectedError {
  return new ExpectedError(
    'follow-failed',
    l10n.t(
      '{0} on {1} can not be followed: {2} What runs there goes on.',
      path,
      name,
      errors.trim(),
    ),
  );
}
