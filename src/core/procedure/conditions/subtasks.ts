import * as l10n from '@vscode/l10n';
import type { RunDmctl } from '../../dmctl/openDmctl';
import type { SubtaskStatus, WorkerStatus } from '../../dmctl/results';
import { summarize } from '../../text/summarize';
import type { Baseline } from '../baseline';
import type { Finding, Look } from '../condition';
import type { FollowUp } from '../followUp';
import { askWorkers } from './ask';

/** Whether each subtask is where it was. One that ran may have finished meanwhile. */
export function lookAtSubtasks(expected: Baseline['subtasks'], dmctl: RunDmctl): Look {
  return async (): Promise<Finding> => {
    const asked = await askWorkers(dmctl, [...new Set(expected.map(({ worker }) => worker))]);
    if ('finding' in asked) return asked.finding;
    const wrong = expected.flatMap(({ worker, task, stage }) => {
      const status = asked.value.find((candidate) => candidate.worker === worker);
      const subtask = status?.subtasks.find((candidate) => candidate.task === task);
      return isAsBefore(stage, subtask?.stage)
        ? []
        : [`${task} (${worker}): ${describe(subtask, status?.message)}`];
    });
    const locks = waitedFor(expected, asked.value);
    const followUps = [...new Set(locks.map(({ lock }) => lock))].map(handle);
    if (wrong.length === 0) {
      const sentence = holds(expected.length) + waiting(locks);
      return { kind: 'holds', sentence, followUps };
    }
    const sentence = l10n.t('Not as before: {0}.', summarize(wrong));
    return { kind: 'differs', sentence, followUps };
  };
}

interface WaitedFor {
  readonly lock: string;
  readonly worker: string;
}

/** A subtask that runs may wait for a lock all the same: the manual's worker restarted in a DDL. */
function waitedFor(
  expected: Baseline['subtasks'],
  workers: readonly WorkerStatus[],
): readonly WaitedFor[] {
  return expected.flatMap(({ worker, task }) => {
    const subtasks = workers.find((candidate) => candidate.worker === worker)?.subtasks ?? [];
    const lock = subtasks.find((candidate) => candidate.task === task)?.unresolvedDdlLock;
    return lock === undefined ? [] : [{ lock, worker }];
  });
}

function waiting(locks: readonly WaitedFor[]): string {
  if (locks.length === 0) return '';
  const held = locks.map(({ lock, worker }) => `${lock} (${worker})`);
  return ` ${l10n.t('But these sharding DDL locks are waited for: {0}. If they stay, handle them with "handle-ddl-lock".', summarize(held))}`;
}

const handle = (lock: string): FollowUp => ({ procedure: 'handle-ddl-lock', parameters: { lock } });

const isAsBefore = (before: string, now: string | undefined): boolean =>
  now === before || (before === 'Running' && now === 'Finished');

function describe(subtask: SubtaskStatus | undefined, message: string | undefined): string {
  if (subtask === undefined) return message || l10n.t('not there');
  const lock =
    subtask.unresolvedDdlLock === undefined
      ? []
      : [l10n.t('waits for the DDL lock {0}', subtask.unresolvedDdlLock)];
  return [subtask.stage, ...lock, ...subtask.errors.map(({ message: text }) => text)].join(', ');
}

function holds(count: number): string {
  if (count === 0) return l10n.t('There is no subtask that has to come back.');
  return count === 1
    ? l10n.t('The subtask is in the stage it had before.')
    : l10n.t('All {0} subtasks are in the stage they had before.', count);
}
