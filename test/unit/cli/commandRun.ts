import type { CommandContext } from '../../../src/cli/command';
import { runCommandLine } from '../../../src/cli/commandLine';
import type { InventorySource } from '../../../src/cli/inventorySource';
import { ExpectedError } from '../../../src/core/errors/expectedError';
import { noVariableFiles } from '../../../src/core/inventory/variableFiles';
import { fakeClock } from '../../support/fakeClock';
import { fakeMachine } from '../../support/fakeMachine';

export interface CommandRun {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `dm-cluster ARGV` in this process, on files that are given by name. */
export async function runCommand(
  argv: readonly string[],
  files: Readonly<Record<string, string | InventorySource>> = {},
  environment: CommandContext['environment'] = {},
  machine: CommandContext['machine'] = fakeMachine({}),
): Promise<CommandRun> {
  let stdout = '';
  let stderr = '';
  const status = await runCommandLine(argv, {
    version: '1.2.3',
    environment,
    write: (text) => {
      stdout += text;
    },
    complain: (text) => {
      stderr += text;
    },
    readInventory: (file) => Promise.resolve(sourceOf(file, files[file])),
    machine,
    clock: fakeClock(Date.UTC(2026, 10, 22, 3, 0)),
    readTranslation: (language) => JSON.stringify({ 'check inventories': `检查 ${language}` }),
  });
  return { status, stdout, stderr };
}

function sourceOf(file: string, source: string | InventorySource | undefined): InventorySource {
  if (source === undefined) throw new ExpectedError('no-file', `${file}: there is no such file`);
  if (typeof source !== 'string') return source;
  return { text: source, files: noVariableFiles, hostsText: undefined };
}
