import { commandLine } from '../core/ansible/shellWords';

/** What goes on with a run, as a shell takes it; `inventory`: path of one of its deployment. */
export const resumeCommand = (
  run: string,
  inventory: string,
  ...options: readonly string[]
): string => commandLine(['dm-cluster', 'run', '--resume', run, '-i', inventory, ...options]);
