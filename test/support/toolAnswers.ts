/** What DM-master knows of a worker. */
export interface WorkerState {
  relay: string;
  /** The number of the directory that its relay log is pulled into. */
  relayDirectory: number;
  /** Whether the relay log lacks what its upstream has. */
  isBehind: boolean;
  /** Stage by task. */
  readonly tasks: Map<string, string>;
  /** Whether its subtask waits for the lock. */
  isWaiting: boolean;
}

export interface DmState {
  readonly workers: Map<string, WorkerState>;
  version: string;
  /** Whether DM-master lists the sharding DDL lock. */
  hasLock: boolean;
}

const uuid = '3ccc475b-2343-11e7-be21-6c0b84d59f30';
/** Answers to the questions that a switch of the upstream asks; the relay log is at 1-7. */
export const gtidAnswers = { gtid_purged: `${uuid}:1-3`, gtid_executed: `${uuid}:1-9` };

/** The lock that `handle-ddl-lock` is run for. */
export const lockId = 'orders-`db`.`t`';
const ddl = 'USE `db`; ALTER TABLE `t` ADD COLUMN `c` INT;';

export const newWorkerState = (): WorkerState => ({
  relay: 'Running',
  relayDirectory: 1,
  isBehind: false,
  tasks: new Map(),
  isWaiting: false,
});

/** How a worker took a command; without a refusal it was done. */
export interface Verdict {
  readonly worker: string;
  readonly refusal: string | undefined;
}

export const told = (result: boolean, msg: string): object => ({ result, msg, workers: [] });

/** `op`: of a command on tasks, whose results lie one deeper. */
export function operated({ worker, refusal }: Verdict, op: string | undefined): object {
  const meta = { result: refusal === undefined, worker, msg: refusal ?? '' };
  return op === undefined ? meta : { meta, op, logID: '1' };
}

export function tasksOf(workers: DmState['workers']) {
  const names = new Set([...workers.values()].flatMap(({ tasks }) => [...tasks.keys()]));
  return [...names].map((name) => ({
    taskName: name,
    taskStatus: 'Running',
    workers: [...workers].flatMap(([address, { tasks }]) => (tasks.has(name) ? [address] : [])),
  }));
}

export function lockOf(workers: DmState['workers']): object {
  const [owner, ...others] = workers.keys();
  return {
    ID: lockId,
    task: 'orders',
    owner,
    DDLs: [ddl],
    synced: [owner],
    unsynced: others,
  };
}

export function workerOf(worker: string, state: WorkerState): object {
  const at = '(mysql-bin.000012, 4137)';
  const { isWaiting } = state;
  return {
    result: true,
    worker,
    msg: '',
    subTaskStatus: [...state.tasks].map(([name, stage]) => ({
      name,
      stage,
      unit: 'Sync',
      result: null,
      unresolvedDDLLockID: isWaiting ? lockId : '',
      sync: {
        totalEvents: '1',
        totalTps: '0',
        recentTps: '0',
        masterBinlog: at,
        masterBinlogGtid: `${uuid}:1-7`,
        syncerBinlog: at,
        syncerBinlogGtid: `${uuid}:1-7`,
        blockingDDLs: isWaiting ? [ddl] : null,
        unresolvedGroups: null,
        synced: !isWaiting,
      },
    })),
    relayStatus: {
      masterBinlog: at,
      masterBinlogGtid: `${uuid}:1-7`,
      relaySubDir: `c6ae5afe-c7a3-11e8-a19d-0242ac130006.${String(state.relayDirectory).padStart(6, '0')}`,
      relayBinlog: at,
      relayBinlogGtid: `${uuid}:1-7`,
      relayCatchUpMaster: !state.isBehind,
      stage: state.relay,
      result: null,
    },
  };
}
