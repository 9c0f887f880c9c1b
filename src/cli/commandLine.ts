import * as l10n from '@vscode/l10n';
import { ExpectedError } from '../core/errors/expectedError';
import { type CommandContext, UsageError } from './command';
import { commands } from './commands';
import { exitStatus } from './exitStatus';
import { takeLanguage } from './language';

/** Runs `dm-cluster ARGV`; gives its exit status. Nothing but a bug is thrown. */
export async function runCommandLine(
  argv: readonly string[],
  context: CommandContext,
): Promise<number> {
  try {
    return await dispatch(takeLanguage(argv, context), context);
  } catch (error) {
    if (error instanceof UsageError) {
      context.complain(`dm-cluster: ${error.message}\n`);
      context.complain(`${l10n.t('See dm-cluster --help.')}\n`);
      return exitStatus.usage;
    }
    if (error instanceof ExpectedError) {
      context.complain(`dm-cluster: ${error.message}\n`);
      return error.code === 'locked' ? exitStatus.locked : exitStatus.noInput;
    }
    throw error;
  }
}

async function dispatch(argv: readonly string[], context: CommandContext): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined) throw new UsageError(l10n.t('a command is missing'));
  if (name === '--version') {
    context.write(`${context.version}\n`);
    return exitStatus.ok;
  }
  if (isHelp(name)) {
    context.write(`${help()}\n`);
    return exitStatus.ok;
  }
  const command = commands.get(name);
  if (command === undefined) throw new UsageError(l10n.t('there is no command {0}', name));
  const end = rest.indexOf('--');
  if (rest.slice(0, end < 0 ? rest.length : end).some(isHelp)) {
    context.write(`${command.help()}\n`);
    return exitStatus.ok;
  }
  return command.run(rest, context);
}

const isHelp = (argument: string): boolean => argument === '--help' || argument === '-h';

function help(): string {
  const lines = [...commands].map(([name, { summary }]) => `  ${name.padEnd(8)}${summary()}`);
  return [
    l10n.t(
      'Checks and lists inventories of TiDB Data Migration as Ansible reads them, and tells what runs.',
    ),
    '',
    'dm-cluster COMMAND ...',
    '',
    ...lines,
    '',
    l10n.t('  --help          this help; after a command, that of the command'),
    l10n.t('  --version       the version'),
    l10n.t('  --lang en|zh-cn the language of messages; else LC_ALL, LC_MESSAGES or LANG says it'),
    '',
    l10n.t(
      'Exit status: 0 all is well, 1 errors, 2 warnings, 3 hints, 64 wrong usage, 66 a file cannot be read.',
    ),
  ].join('\n');
}
