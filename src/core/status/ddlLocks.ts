import type { DmctlCommand } from '../dmctl/command';
import type { DdlLock, SubtaskStatus, WorkerStatus } from '../dmctl/results';

/**
 * What is the matter with a sharding DDL lock. Source: DM 1.0, "Handle Sharding DDL Locks Manually",
 * whose scenarios 1 to 3 are `worker-gone`, `restarted-during-unlock`, `unreachable-during-unlock`.
 */
export type LockTrouble =
  /** Nothing yet: workers have not come to the DDL. `workers`: whose subtask does not run. */
  | 'waiting'
  /** It waits for workers that DM-master can't reach or does not know, or that lack the subtask. */
  | 'worker-gone'
  /**
   * Only its owner waits, the others have gone on. A lock that has just come to be looks the same:
   * whether the DDL was executed at every upstream has to be known, see `isSure`.
   */
  | 'restarted-during-unlock'
  /** DM-master has no such lock, yet the worker's subtask waits for it. */
  | 'unreachable-during-unlock'
  /** The worker's subtask waits with a DDL, and has the ID of no lock: DM-master never answered it. */
  | 'blocked-without-lock'
  /** Everyone has come to the DDL, and it is still there: the owner is at it, or could not. */
  | 'owner-failed'
  /** The status of its workers is not known. */
  | 'unknown';

export interface LockDiagnosis {
  readonly trouble: LockTrouble;
  /**
   * As DM-master has it, or as far as the waiting worker tells: then nobody is its owner, and its ID
   * may be empty.
   */
  readonly lock: DdlLock;
  /** Addresses of the workers that the trouble is about. */
  readonly workers: readonly string[];
  /** What resolves it; undefined when there is nothing to do, or no worker that could do it. */
  readonly command: DmctlCommand | undefined;
  /** Whether the status alone tells; otherwise a person has to confirm what the sentence says. */
  readonly isSure: boolean;
}

/**
 * A diagnosis for every lock on DM-master, and for every subtask that waits for one that is not
 * there. `workers` are all that `query-status --more` tells of, unreachable ones too; none at all
 * means that nobody asked. `restarted`: addresses known to have been restarted meanwhile. Locks and
 * workers are asked one after the other: what only one look shows may have passed since.
 */
export function diagnoseLocks(
  locks: readonly DdlLock[],
  workers: readonly WorkerStatus[],
  restarted: ReadonlySet<string> = new Set(),
): readonly LockDiagnosis[] {
  const known = new Map(workers.map((worker) => [worker.worker, worker]));
  return [
    ...locks.map((lock) => diagnoseLock(lock, known, restarted)),
    ...waitsWithoutLock(locks, workers).map(orphan),
  ];
}

/** A subtask that waits for a lock, by the lock's ID. */
interface Wait {
  readonly worker: string;
  readonly id: string;
  readonly subtask: SubtaskStatus;
}

/** The subtasks that wait for a lock that is none of these. */
export function waitsWithoutLock(
  locks: readonly DdlLock[],
  workers: readonly WorkerStatus[],
): readonly Wait[] {
  const ids = new Set(locks.map(({ id }) => id));
  return workers.flatMap(({ worker, subtasks }) =>
    subtasks.flatMap((subtask): readonly Wait[] => {
      const { unresolvedDdlLock: id } = subtask;
      return id === undefined || ids.has(id) ? [] : [{ worker, id, subtask }];
    }),
  );
}

type Known = ReadonlyMap<string, WorkerStatus>;

function diagnoseLock(lock: DdlLock, known: Known, restarted: ReadonlySet<string>): LockDiagnosis {
  const unlock: DmctlCommand = { kind: 'unlock-ddl-lock', lock: lock.id };
  if (known.size === 0) {
    return { trouble: 'unknown', lock, workers: [], command: undefined, isSure: false };
  }
  const of = (address: string) => subtaskOf(known, address, lock.task);
  const gone = lock.unsynced.filter((address) => of(address) === undefined);
  if (gone.length > 0) {
    return { ...unlockWithout(lock, gone, (address) => of(address) !== undefined), isSure: false };
  }
  if (lock.unsynced.length === 0) {
    const isSure = (of(lock.owner)?.errors.length ?? 0) > 0;
    return { trouble: 'owner-failed', lock, workers: [lock.owner], command: unlock, isSure };
  }
  const [only, ...others] = lock.synced;
  const isRestarted = only !== undefined && restarted.has(only);
  const haveGoneOn = lock.unsynced.every((address) => hasGoneOn(of(address), lock, isRestarted));
  if (only !== undefined && others.length === 0 && only === lock.owner && haveGoneOn) {
    return {
      trouble: 'restarted-during-unlock',
      lock,
      workers: [only],
      command: { ...unlock, workers: [only] },
      isSure: isRestarted,
    };
  }
  const held = lock.unsynced.filter((address) => of(address)?.stage !== 'Running');
  return { trouble: 'waiting', lock, workers: held, command: undefined, isSure: true };
}

/** Without an owner that can execute the DDL, another worker that waits for the lock has to. */
function unlockWithout(
  lock: DdlLock,
  gone: readonly string[],
  isThere: (address: string) => boolean,
): Omit<LockDiagnosis, 'isSure'> {
  const owner = isThere(lock.owner) ? lock.owner : lock.synced.find(isThere);
  const workers = isThere(lock.owner) ? gone : [...new Set([lock.owner, ...gone])];
  const command: DmctlCommand | undefined =
    owner === undefined
      ? undefined
      : {
          kind: 'unlock-ddl-lock',
          lock: lock.id,
          ...(owner === lock.owner ? {} : { owner }),
        };
  return { trouble: 'worker-gone', lock, workers, command };
}

/**
 * No table of the lock's target waits for another. One that has not caught up with its upstream may
 * still come to the DDL, unless it is known what became of the lock.
 */
function hasGoneOn(
  subtask: SubtaskStatus | undefined,
  lock: DdlLock,
  isRestarted: boolean,
): boolean {
  if (subtask?.progress.kind !== 'sync' || subtask.stage !== 'Running') return false;
  const { isSynced, blockingDdls, unresolvedGroups } = subtask.progress;
  const target = lock.id.slice(lock.task.length + 1);
  const isFree =
    blockingDdls.length === 0 && unresolvedGroups.every((group) => group.target !== target);
  return isFree && (isSynced || isRestarted);
}

/** The owner executed the DDL before it was removed from DM-master: so this worker skips it. */
function orphan({ worker, id, subtask }: Wait): LockDiagnosis {
  const ddls = blockingDdlsOf(subtask);
  return {
    trouble: 'unreachable-during-unlock',
    lock: { id, task: subtask.task, owner: '', ddls, synced: [worker], unsynced: [] },
    workers: [worker],
    command: { kind: 'break-ddl-lock', worker, task: subtask.task, action: 'skip' },
    isSure: true,
  };
}

/**
 * That a subtask waits with a DDL and tells of no lock; undefined where it does not. Whether the DDL
 * was executed downstream only a person can tell.
 */
export function diagnoseBlocked(
  workers: readonly WorkerStatus[],
  worker: string,
  task: string,
): LockDiagnosis | undefined {
  const subtask = subtaskOf(new Map(workers.map((one) => [one.worker, one])), worker, task);
  if (subtask === undefined || subtask.unresolvedDdlLock !== undefined) return undefined;
  const ddls = blockingDdlsOf(subtask);
  if (ddls.length === 0) return undefined;
  return {
    trouble: 'blocked-without-lock',
    lock: { id: '', task, owner: '', ddls, synced: [worker], unsynced: [] },
    workers: [worker],
    command: undefined,
    isSure: false,
  };
}

/** What the subtask waits with. */
export const blockingDdlsOf = ({ progress }: SubtaskStatus): readonly string[] =>
  progress.kind === 'sync' ? progress.blockingDdls : [];

/** undefined when the worker is not known, can't be reached, or does not run the task. */
function subtaskOf(known: Known, address: string, task: string): SubtaskStatus | undefined {
  const worker = known.get(address);
  return worker?.isOk === true
    ? worker.subtasks.find((subtask) => subtask.task === task)
    : undefined;
}
