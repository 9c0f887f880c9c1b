import type { Command } from './command';
import { lintCommand } from './lintCommand';
import { listCommand } from './listCommand';
import { planCommand } from './planCommand';
import { runCommand } from './runCommand';
import { runsCommand } from './runsCommand';
import { statusCommand } from './statusCommand';
import { unlockCommand } from './unlockCommand';

/** All commands by their names, in the order of the help. */
export const commands: ReadonlyMap<string, Command> = new Map([
  ['lint', lintCommand],
  ['list', listCommand],
  ['status', statusCommand],
  ['plan', planCommand],
  ['run', runCommand],
  ['runs', runsCommand],
  ['unlock', unlockCommand],
]);
