import type { DdlLock, WorkerStatus } from '../dmctl/results';
import type { ClusterStatus, LostLock } from './clusterStatus';
import { blockingDdlsOf, waitsWithoutLock } from './ddlLocks';

/**
 * The waits that two looks in a row found. Locks and workers are asked one after the other, so that
 * what a single look shows may be a lock that was resolved in between.
 */
export function lostLocks(
  locks: readonly DdlLock[],
  workers: readonly WorkerStatus[],
  previous: ClusterStatus | undefined,
): readonly LostLock[] {
  const before = new Set(previous === undefined ? [] : suspectedLocks(previous).map(nameOf));
  return lostIn(locks, workers).filter((lost) => before.has(nameOf(lost)));
}

/** The waits that one look alone found: they may have passed since. */
export function suspectedLocks({ master, instances }: ClusterStatus): readonly LostLock[] {
  if (master.kind === 'unknown') return [];
  const workers = [...instances.values()].flatMap(({ worker }) => worker ?? []);
  return lostIn(master.locks, workers);
}

/** The lost locks that a worker, by its address, waits for. */
export function lostLocksOf(
  status: ClusterStatus | undefined,
  worker: string | undefined,
): readonly LostLock[] {
  if (status?.master.kind !== 'known') return [];
  return status.master.lostLocks.filter((lost) => lost.worker === worker);
}

const lostIn = (locks: readonly DdlLock[], workers: readonly WorkerStatus[]): readonly LostLock[] =>
  waitsWithoutLock(locks, workers).map(({ worker, id, subtask }) => ({
    id,
    task: subtask.task,
    worker,
    ddls: blockingDdlsOf(subtask),
  }));

const nameOf = ({ worker, task, id }: LostLock): string => JSON.stringify([worker, task, id]);
