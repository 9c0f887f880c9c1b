import * as l10n from '@vscode/l10n';
import type { Client } from 'ssh2';
import { commandLine } from '../../core/ansible/shellWords';
import { cancelled } from '../../core/errors/cancelled';
import { ExpectedError } from '../../core/errors/expectedError';
import type { CommandOptions, CommandResult } from '../../core/ports/controlMachine';
import type { SshConnection } from './sshConnection';
import { connectionLost } from './sshErrors';
import { startProcess } from './sshProcess';

/** Bytes of output that a collected command may print. */
const outputLimit = 64 * 1024 * 1024;
/** Exit status of our own script when it can't enter the directory. */
const noDirectory = 72;

/** Runs a program on the machine; a shell only enters the directory and is replaced by it. */
export async function runCommand(
  connection: SshConnection,
  name: string,
  argv: readonly string[],
  options: CommandOptions,
): Promise<CommandResult> {
  const { cwd, environment = {}, signal, timeout, input } = options;
  if (signal?.aborted) throw cancelled();
  const assignments = Object.entries(environment).map(([key, value]) => `${key}=${value}`);
  const program = assignments.length === 0 ? argv : ['env', ...assignments, ...argv];
  const script = `cd -- ${commandLine([cwd])} 2>/dev/null || exit ${noDirectory}\nexec ${commandLine(program)}`;
  const result = await connection.session((client) =>
    collect(client, name, script, { signal, timeout, input }),
  );
  // 126 and 127 are what shells say of programs they can't run, and what programs may say, too.
  if ([noDirectory, 126, 127].includes(result.exitCode ?? 0)) {
    await checkStart(connection, name, argv[0] ?? '', cwd);
  }
  return result;
}

interface Limits {
  readonly signal: AbortSignal | undefined;
  readonly timeout: number | undefined;
  readonly input?: string | undefined;
}

async function collect(
  client: Client,
  name: string,
  script: string,
  { signal, timeout, input }: Limits,
): Promise<CommandResult> {
  const output: Buffer[] = [];
  const errors: Buffer[] = [];
  let size = 0;
  const fate: { refusal?: ExpectedError; isTooLate?: true } = {};
  const refuse = (error: ExpectedError): void => {
    fate.refusal ??= error;
    command.stop();
  };
  const keepIn = (list: Buffer[]) => (chunk: Buffer) => {
    size += chunk.length;
    if (size <= outputLimit) list.push(chunk);
    else refuse(tooMuch(name));
  };
  const listener = { onOutput: keepIn(output), onError: keepIn(errors) };
  const command = await startProcess(client, script, listener, input);
  const onAbort = (): void => {
    refuse(cancelled());
  };
  signal?.addEventListener('abort', onAbort, { once: true });
  if (hasAborted(signal)) onAbort();
  const onTimeout = (): void => {
    fate.isTooLate = true;
    command.stop();
  };
  const timer = timeout === undefined ? undefined : setTimeout(onTimeout, timeout);
  const ended = await command.ended;
  clearTimeout(timer);
  signal?.removeEventListener('abort', onAbort);
  if (fate.refusal !== undefined) throw fate.refusal;
  // One that took no notice of the signal was let go of: to the caller it ended by it.
  const end = ended ?? (fate.isTooLate ? { exitCode: undefined, signal: 'SIGTERM' } : undefined);
  if (end === undefined) throw connectionLost(name);
  const textOf = (list: readonly Buffer[]): string => Buffer.concat(list).toString('utf8');
  return { ...end, stdout: textOf(output), stderr: textOf(errors) };
}

/** Asked anew after each wait: the compiler takes the first answer for the last one. */
const hasAborted = (signal: AbortSignal | undefined): boolean => signal?.aborted === true;

/** Rejects with what is wrong when a program could not be started at all. */
async function checkStart(
  connection: SshConnection,
  name: string,
  program: string,
  cwd: string,
): Promise<void> {
  const script = `cd -- ${commandLine([cwd])} || exit ${noDirectory}\ncommand -v ${commandLine([program])} >/dev/null`;
  const { exitCode } = await connection.session((client) =>
    collect(client, name, script, { signal: undefined, timeout: undefined }),
  );
  if (exitCode === noDirectory) {
    throw new ExpectedError(
      'deployment-missing',
      l10n.t('The directory {0} does not exist any more. Open the deployment again.', cwd),
    );
  }
  if (exitCode !== 0) {
    throw new ExpectedError(
      'command-not-found',
      l10n.t(
        '{0} is not installed on {1}, or not in the PATH that commands over ssh get there. Install it (for example with pip or apt), then try again.',
        program,
        name,
      ),
    );
  }
}

const tooMuch = (name: string): ExpectedError =>
  new ExpectedError(
    'command-failed',
    l10n.t('A command on {0} printed more than {1} MB.', name, outputLimit / 1024 / 1024),
  );
