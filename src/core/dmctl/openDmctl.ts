import * as l10n from '@vscode/l10n';
import { ExpectedError } from '../errors/expectedError';
import type { CommandResult, ControlMachine } from '../ports/controlMachine';
import type { DmctlAnswer, DmctlValueOf } from './answer';
import type { DmctlCommand } from './command';
import { parseDmctlVersion } from './dmctlVersion';
import { dmctlCall, dmctlProgram } from './invocation';
import { parseAnswer } from './parseAnswer';

/** Where dmctl is, and whom it asks. */
export interface DmctlPlace {
  /** `DEPLOYMENT/dmctl`, absolute. */
  readonly directory: string;
  /** `HOST:PORT` of DM-master. */
  readonly masterAddress: string;
}

export interface DmctlLimits {
  /** Milliseconds for the whole command. unlock-ddl-lock waits for the DDL: minutes. */
  readonly timeout: number;
  readonly signal?: AbortSignal;
}

/**
 * Runs one command. Rejects with `dmctl-missing`, and with what the control machine rejects with;
 * whatever dmctl itself says, or does not say in time, is an answer.
 */
export type RunDmctl = <C extends DmctlCommand>(
  command: C,
  limits: DmctlLimits,
) => Promise<DmctlAnswer<DmctlValueOf<C['kind']>>>;

/**
 * dmctl of a deployment. It is asked for its version at the first command, and never again: after an
 * upgrade open another one.
 */
export function openDmctl(machine: ControlMachine, place: DmctlPlace): RunDmctl {
  let version: { readonly name: string | undefined } | undefined;
  const run = (argv: readonly string[], limits: DmctlLimits, input?: string) =>
    runIn(machine, place.directory, argv, limits, input);
  return async <C extends DmctlCommand>(command: C, limits: DmctlLimits) => {
    version ??= { name: parseDmctlVersion((await run([dmctlProgram, '-V'], limits)).stdout) };
    const rpcTimeout = Math.max(1, Math.floor(limits.timeout / 1000) - 1);
    const call = dmctlCall({ ...place, rpcTimeout }, command, version.name);
    if (call.kind === 'unsayable') {
      return { kind: 'unreadable', reason: 'usage', text: call.word };
    }
    const input = call.kind === 'input' ? call.input : undefined;
    const result = await run(call.argv, limits, input);
    const answer = parseAnswer<C['kind']>(command.kind, result);
    return answer.kind === 'unreadable' && result.signal !== undefined
      ? { ...answer, reason: 'timed-out' }
      : answer;
  };
}

async function runIn(
  machine: ControlMachine,
  directory: string,
  argv: readonly string[],
  { timeout, signal }: DmctlLimits,
  input: string | undefined,
): Promise<CommandResult> {
  try {
    return await machine.run(argv, {
      cwd: directory,
      timeout,
      ...(signal === undefined ? {} : { signal }),
      ...(input === undefined ? {} : { input }),
    });
  } catch (error) {
    if (error instanceof ExpectedError && missing.has(error.code)) {
      throw new ExpectedError(
        'dmctl-missing',
        l10n.t(
          'There is no dmctl in {0}. Run "ansible-playbook rolling_update.yml --tags=dmctl" in the deployment (or deploy.yml, when it was never deployed), then try again.',
          directory,
        ),
        { cause: error },
      );
    }
    throw error;
  }
}

/** What the machine says of a program, or of a working directory, that is not there. */
const missing: ReadonlySet<string> = new Set(['command-not-found', 'deployment-missing']);
