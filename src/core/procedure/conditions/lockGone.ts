import * as l10n from '@vscode/l10n';
import type { RunDmctl } from '../../dmctl/openDmctl';
import type { SubtaskStatus } from '../../dmctl/results';
import { blockingDdlsOf } from '../../status/ddlLocks';
import { summarize } from '../../text/summarize';
import type { Condition, Finding, Look } from '../condition';
import { ask, askWorkers } from './ask';
import { silentFinding } from './silent';

type LockGone = Extract<Condition, { readonly kind: 'lock-gone' }>;

/** DM-master forgets a lock while a worker may still wait for it, and the other way round: both are asked. */
export function lookAtLockGone(condition: LockGone, dmctl: RunDmctl): Look {
  const { lock, task, workers } = condition;
  const waits = (subtask: SubtaskStatus): boolean =>
    lock === undefined
      ? subtask.task === task && waitsWith(subtask) !== undefined
      : subtask.unresolvedDdlLock === lock;
  return async (): Promise<Finding> => {
    const listed = await ask(dmctl, { kind: 'show-ddl-locks' });
    if ('finding' in listed) return listed.finding;
    if (lock !== undefined && listed.value.some(({ id }) => id === lock)) {
      const sentence = l10n.t(
        'DM-master still lists the DDL lock {0}, or again: another DDL on the same table has a lock of the same name.',
        lock,
      );
      return { kind: 'differs', sentence };
    }
    const asked = await askWorkers(dmctl, workers);
    if ('finding' in asked) return asked.finding;
    const waiting = asked.value.flatMap(({ worker, subtasks }) =>
      subtasks.filter(waits).map((subtask) => `${worker} (${waitsWith(subtask) ?? '?'})`),
    );
    if (waiting.length > 0) {
      const sentence = l10n.t('These still wait for a DDL lock: {0}.', summarize(waiting));
      return { kind: 'differs', sentence };
    }
    return silentFinding(workers, asked.value) ?? { kind: 'holds', sentence: gone(condition) };
  };
}

/** The lock by its ID; what is blocked while DM-master does not answer has a DDL alone. */
function waitsWith(subtask: SubtaskStatus): string | undefined {
  const ddls = blockingDdlsOf(subtask);
  return subtask.unresolvedDdlLock ?? (ddls.length === 0 ? undefined : ddls.join('; '));
}

/** Of a worker that is gone nobody knows what it waited for when it went. */
function gone({ silent }: LockGone): string {
  const sentence = l10n.t('The DDL lock is gone, and no subtask waits for it.');
  return silent.length === 0
    ? sentence
    : `${sentence} ${l10n.t('Not asked, for they are gone: {0}. Should they come back, look at them again.', summarize(silent))}`;
}
