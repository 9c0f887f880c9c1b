import * as l10n from '@vscode/l10n';
import type { RunDmctl } from '../../dmctl/openDmctl';
import { summarize } from '../../text/summarize';
import type { Condition, Finding, Look } from '../condition';
import type { FollowUp } from '../followUp';
import { ask } from './ask';

type TasksAndLocks = Extract<Condition, { readonly kind: 'tasks-and-locks' }>;

const refresh: FollowUp = { procedure: 'refresh-worker-tasks', parameters: {} };

/** DM-master keeps both in memory and rebuilds them from the workers when it starts. */
export function lookAtTasksAndLocks({ tasks, locks }: TasksAndLocks, dmctl: RunDmctl): Look {
  return async (): Promise<Finding> => {
    const listed = await ask(dmctl, { kind: 'query-tasks' });
    if ('finding' in listed) return listed.finding;
    const known = await ask(dmctl, { kind: 'show-ddl-locks' });
    if ('finding' in known) return known.finding;
    const missing = [
      ...tasks.filter((task) => !listed.value.some(({ name }) => name === task)),
      ...locks.filter((lock) => !known.value.some(({ id }) => id === lock)),
    ];
    if (missing.length > 0) {
      const sentence = l10n.t(
        'DM-master does not list {0} any more. "refresh-worker-tasks" lets it ask the DM-workers again.',
        summarize(missing),
      );
      return { kind: 'differs', sentence, followUps: [refresh] };
    }
    if (tasks.length + locks.length === 0) {
      const sentence = l10n.t(
        'DM-master answers: it lists {0} tasks and {1} DDL locks.',
        listed.value.length,
        known.value.length,
      );
      return { kind: 'holds', sentence };
    }
    const sentence = l10n.t(
      'DM-master lists the tasks and DDL locks that it listed before ({0} and {1}).',
      tasks.length,
      locks.length,
    );
    return { kind: 'holds', sentence };
  };
}
