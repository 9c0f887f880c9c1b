import * as l10n from '@vscode/l10n';
import type { DdlLock } from '../../dmctl/results';
import { blockingDdlsOf } from '../../status/ddlLocks';
import { summarize } from '../../text/summarize';
import type { Check } from '../check';
import type { FollowUp } from '../followUp';
import { workerName } from '../parameters/workerParameters';
import type { LiveInput } from '../procedure';
import { allTold, type LiveWorker } from './workers';

/**
 * Sharding DDL locks that the workers have to do with, as DM-master lists them and as the subtasks
 * themselves say. `advice` is the sentence that says what to do; with `block` the operator may go on
 * all the same. That there is none is said only where DM-master and all of them told.
 */
export function lockChecks(
  input: LiveInput,
  workers: readonly LiveWorker[],
  status: 'warn' | 'block',
  advice: string,
): readonly Check[] {
  const found = locksAbout(input, workers);
  if (found.length === 0) {
    if (input.status.master.kind === 'unknown' || !allTold(workers)) return [];
    return [
      {
        id: 'ddl-lock',
        status: 'pass',
        sentence: l10n.t('No sharding DDL lock involves the DM-workers concerned.'),
      },
    ];
  }
  return found.map((lock) => ({
    id: 'ddl-lock',
    status,
    sentence: `${lockDetails(input, lock)} ${advice}`,
    ...(status === 'block' ? { canOverride: true } : {}),
    followUp: followUpOf(lock, input),
  }));
}

/** One that only a subtask tells of goes by the DM-worker that waits for it. */
function followUpOf({ id, task, owner, synced }: DdlLock, { cluster }: LiveInput): FollowUp {
  const instance = workerName(cluster, synced[0] ?? '');
  const parameters: FollowUp['parameters'] = owner === '' ? { instance, task } : { lock: id };
  return { procedure: 'handle-ddl-lock', parameters };
}

function locksAbout({ status }: LiveInput, workers: readonly LiveWorker[]): readonly DdlLock[] {
  const locks = status.master.kind === 'known' ? status.master.locks : [];
  const addresses = new Set(workers.map(({ address }) => address));
  const listed = locks.filter(({ owner, synced, unsynced }) =>
    [owner, ...synced, ...unsynced].some((address) => addresses.has(address)),
  );
  const known = new Set(listed.map(({ id }) => id));
  const waiting = workers.flatMap(({ address, told }) =>
    (told?.subtasks ?? []).flatMap((subtask): readonly DdlLock[] => {
      const { task, unresolvedDdlLock } = subtask;
      const ddls = blockingDdlsOf(subtask);
      const id = unresolvedDdlLock ?? (ddls.length > 0 ? task : undefined);
      if (id === undefined || known.has(id)) return [];
      // A lock that is listed says the same of the DDL that a subtask is blocked by.
      if (unresolvedDdlLock === undefined && listed.some((lock) => lock.task === task)) return [];
      return [{ id, task, owner: '', ddls, synced: [address ?? ''], unsynced: [] }];
    }),
  );
  return [...listed, ...waiting];
}

function lockDetails({ cluster }: LiveInput, lock: DdlLock): string {
  const names = (addresses: readonly string[]): string =>
    addresses.length === 0
      ? l10n.t('none')
      : summarize(addresses.map((address) => workerName(cluster, address)));
  return l10n.t(
    'The sharding DDL lock {0} of task {1} is not resolved: owner {2}; synced: {3}; not synced: {4}; DDL: {5}.',
    lock.id,
    lock.task,
    lock.owner === '' ? l10n.t('none') : names([lock.owner]),
    names(lock.synced),
    names(lock.unsynced),
    lock.ddls.length === 0 ? '?' : lock.ddls.join('; '),
  );
}
