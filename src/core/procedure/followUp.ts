import * as l10n from '@vscode/l10n';
import { commandLine } from '../ansible/shellWords';

/** A procedure that a check, or a look at the cluster, suggests to do next; plain data. */
export interface FollowUp {
  readonly procedure: 'handle-ddl-lock' | 'refresh-worker-tasks';
  readonly parameters: Readonly<Record<string, string>>;
}

/** As a button says it. */
export function followUpLabel({ procedure, parameters }: FollowUp): string {
  switch (procedure) {
    case 'handle-ddl-lock':
      return l10n.t('Handle DDL Lock {0}...', parameters['lock'] ?? parameters['task'] ?? '');
    case 'refresh-worker-tasks':
      return l10n.t('Ask for the Tasks Again...');
  }
}

/** As a shell takes it; `inventory`: path of the inventory. */
export function followUpCommand({ procedure, parameters }: FollowUp, inventory: string): string {
  const given = Object.entries(parameters).flatMap(([name, value]) => ['-p', `${name}=${value}`]);
  return commandLine(['dm-cluster', 'run', procedure, '-i', inventory, ...given]);
}
