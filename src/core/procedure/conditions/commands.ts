import * as l10n from '@vscode/l10n';
import { lastMessage } from '../../ansible/lastMessage';
import { commandLine } from '../../ansible/shellWords';
import { ExpectedError } from '../../errors/expectedError';
import type { CommandResult, ControlMachine } from '../../ports/controlMachine';
import type { Finding, Look } from '../condition';
import type { Plan } from '../plan';

/** Milliseconds; a host that does not answer costs Ansible its ssh timeout. */
const timeout = 60_000;

/** Runs one after the other, and stops at the first that fails. */
export function lookAtCommands(
  commands: readonly (readonly string[])[],
  { deployment, environment }: Plan,
  machine: ControlMachine,
): Look {
  return async (): Promise<Finding> => {
    for (const argv of commands) {
      let result: CommandResult;
      try {
        result = await machine.run(argv, { cwd: deployment, environment, timeout });
      } catch (error) {
        if (!(error instanceof ExpectedError)) throw error;
        return { kind: 'unknown', sentence: error.message };
      }
      if (result.exitCode !== 0) {
        const words = lastMessage(`${result.stdout}\n${result.stderr}`);
        const sentence = l10n.t('"{0}" fails: {1}', commandLine(argv), words);
        return { kind: 'differs', sentence };
      }
    }
    return { kind: 'holds', sentence: commands.map(commandLine).join('; ') };
  };
}
