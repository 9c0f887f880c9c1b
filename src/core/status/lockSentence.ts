import * as l10n from '@vscode/l10n';
import { summarize } from '../text/summarize';
import type { LockDiagnosis } from './ddlLocks';

/** What the sentence is made from; `workers` and `unsynced` are named in it as they are. */
type SaidOfLock = Pick<LockDiagnosis, 'trouble' | 'workers'> & {
  readonly lock: Pick<LockDiagnosis['lock'], 'unsynced'>;
};

/** What is the matter with a lock, and what has to be known before it is resolved. */
export function lockSentence({ trouble, lock, workers }: SaidOfLock): string {
  const who = summarize(workers);
  switch (trouble) {
    case 'waiting':
      return workers.length === 0
        ? l10n.t(
            'The lock waits until {0} come to the DDL. It resolves itself.',
            summarize(lock.unsynced),
          )
        : l10n.t('The lock waits for {0}, whose subtask does not run. Resume it.', who);
    case 'worker-gone':
      return l10n.t(
        'The lock waits for {0}, which DM-master can not reach, does not know, or which does not run the task. If it comes back, start it and wait. If it is gone for good, unlock; then take it out of the task configuration and start the task again.',
        who,
      );
    case 'restarted-during-unlock':
      return l10n.t(
        'Only {0} waits for the lock, the others have gone on. If it was restarted while the DDL was executed, the lock never resolves itself: unlock it for this worker, which executes the DDL once more. If the DDL has not yet been executed at the other upstreams, wait.',
        who,
      );
    case 'unreachable-during-unlock':
      return l10n.t(
        '{0} waits for a lock that DM-master does not have any more: it could not be reached when the lock was resolved. The DDL has been executed downstream, so let the worker skip it.',
        who,
      );
    case 'blocked-without-lock':
      return l10n.t(
        '{0} waits with a DDL and has the ID of no lock: DM-master did not take note of it, as when it was down. Look whether it runs and knows the worker. If the worker goes on waiting, choose yourself: let it execute the DDL, or skip it where it has been executed downstream already.',
        who,
      );
    case 'owner-failed':
      return l10n.t(
        'All workers have come to the DDL, but its owner {0} has not executed it: a long DDL may still be running, or it failed. Look at its subtask first; unlocking tries again.',
        who,
      );
    case 'unknown':
      return l10n.t('The workers could not be asked, so nobody can tell what the lock waits for.');
  }
}
