import type { CommandContext } from '../../../src/cli/command';
import { runCommandLine } from '../../../src/cli/commandLine';
import type { InventorySource } from '../../../src/cli/inventorySource';
import { ExpectedError } from '../../../src/core/errors/expectedError';
import { noVariableFiles } from '../../../src/core/inventory/variableFiles';
import { createRunStore } from '../../../src/node/runStore';
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
  const { context, said } = fakeContext({
    environment,
    machine,
    readInventory: (file) => Promise.resolve(sourceOf(file, files[file])),
  });
  const status = await runCommandLine(argv, context);
  return { status, ...said() };
}

/** A world in which nobody sits at the terminal, and what was said in it. */
export function fakeContext(parts: Partial<CommandContext> = {}) {
  const clock = fakeClock(Date.UTC(2026, 10, 22, 3, 0));
  const machine = parts.machine ?? fakeMachine({});
  let stdout = '';
  let stderr = '';
  const context: CommandContext = {
    version: '1.2.3',
    environment: {},
    write: (text) => {
      stdout += text;
    },
    complain: (text) => {
      stderr += text;
    },
    readInventory: (file) => Promise.reject(noFile(file)),
    machine,
    clock,
    openRuns: (deployment) => createRunStore(machine, deployment, clock),
    ansibleEnvironment: {},
    randomBytes: (length) => new Uint8Array(length),
    person: undefined,
    readInput: () => Promise.resolve(''),
    onInterrupt: () => () => undefined,
    readTranslation: (language) => JSON.stringify({ 'check inventories': `检查 ${language}` }),
    ...parts,
  };
  return { context, said: () => ({ stdout, stderr }) };
}

/** Somebody who answers in turn, and what they were asked. */
export function fakePerson(...answers: readonly (string | undefined)[]) {
  const left = [...answers];
  const asked: string[] = [];
  const answer = (question: string): Promise<string | undefined> => {
    asked.push(question);
    return Promise.resolve(left.shift());
  };
  return { asked, ask: answer, askHidden: answer, open: () => Promise.resolve() };
}

function sourceOf(file: string, source: string | InventorySource | undefined): InventorySource {
  if (source === undefined) throw noFile(file);
  if (typeof source !== 'string') return source;
  return { text: source, files: noVariableFiles, hostsText: undefined };
}

const noFile = (file: string): ExpectedError =>
  new ExpectedError('no-file', `${file}: there is no such file`);
