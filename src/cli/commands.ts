import type { Command } from './command';
import { lintCommand } from './lintCommand';
import { listCommand } from './listCommand';
import { statusCommand } from './statusCommand';

/** All commands by their names, in the order of the help. */
export const commands: ReadonlyMap<string, Command> = new Map([
  ['lint', lintCommand],
  ['list', listCommand],
  ['status', statusCommand],
]);
