import * as l10n from '@vscode/l10n';
import { summarize } from '../../text/summarize';
import type { Check } from '../check';
import { allTold, type LiveWorker, subtasksOf } from './workers';

/** Subtasks that are not over, or that there is none; `advice` says what to do about them. */
export function runningTasks(workers: readonly LiveWorker[], advice: string): readonly Check[] {
  const left = subtasksOf(workers).filter(({ stage }) => stage !== 'Finished');
  if (left.length === 0) {
    if (!allTold(workers)) return [];
    return [
      {
        id: 'running-tasks',
        status: 'pass',
        sentence: l10n.t('No task runs on these DM-workers.'),
      },
    ];
  }
  const names = left.map(({ task, alias, stage }) => `${task} (${alias}, ${stage})`);
  return [
    {
      id: 'running-tasks',
      status: 'warn',
      sentence: `${l10n.t('Tasks on these DM-workers: {0}.', summarize(names))} ${advice}`,
    },
  ];
}
