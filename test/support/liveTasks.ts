import type {
  DdlLock,
  SubtaskStatus,
  UnitProgress,
  WorkerStatus,
} from '../../src/core/dmctl/results';
import type { Plan } from '../../src/core/procedure/plan';
import type { ProcedureId } from '../../src/core/procedure/procedure';
import type { ClusterStatus } from '../../src/core/status/clusterStatus';
import { clusterOf, sample } from './clusters';
import { planFor, wholeCluster } from './plansFor';
import { type StatusParts, statusOf } from './statuses';

/** Two DM-workers with a task in Sync, and plans for what can be done with it. */
export const [w1, w2, stranger] = ['127.0.0.2:8262', '127.0.0.3:8263', '127.0.0.9:8262'];
export const lockId = 'test-`shard_db`.`shard_table`';
export const ddl = 'ALTER TABLE `shard_table` ADD COLUMN `c` INT';

export const sync: Extract<UnitProgress, { readonly kind: 'sync' }> = {
  kind: 'sync',
  totalEvents: 1,
  totalTps: 0,
  recentTps: 0,
  master: undefined,
  masterGtid: '',
  syncer: { file: 'mysql-bin.000007', offset: 4, subDirectory: '000002' },
  syncerGtid: '',
  blockingDdls: [],
  unresolvedGroups: [],
  isSynced: true,
};
const subtask: SubtaskStatus = {
  task: 'test',
  stage: 'Running',
  unit: 'Sync',
  errors: [],
  unresolvedDdlLock: undefined,
  progress: sync,
};
export const workerAt = (worker: string, changes: Partial<SubtaskStatus> = {}): WorkerStatus => ({
  worker,
  isOk: true,
  message: '',
  subtasks: [{ ...subtask, ...changes }],
  relay: {
    stage: 'Running',
    master: undefined,
    masterGtid: '',
    relaySubDirectory: 'c6ae5afe-c7a3-11e8-a19d-0242ac130006.000002',
    relay: { file: 'mysql-bin.000012', offset: 194, subDirectory: undefined },
    relayGtid: '',
    isCaughtUp: true,
    errors: [],
  },
});
const lock: DdlLock = {
  id: lockId,
  task: 'test',
  owner: w1,
  ddls: [ddl],
  synced: [w1],
  unsynced: [w2],
};
export const status = ({
  locks = [],
  ...parts
}: Omit<StatusParts, 'master'> & {
  readonly locks?: readonly DdlLock[];
} = {}): ClusterStatus =>
  statusOf(clusterOf(sample), {
    instances: { dm_worker1: { worker: workerAt(w1) }, dm_worker2: { worker: workerAt(w2) } },
    ...parts,
    master: { locks, tasks: [{ name: 'test', status: 'Running', workers: [w1, w2] }] },
  });
export const locked = (...workers: readonly (WorkerStatus | undefined)[]): ClusterStatus =>
  status({
    locks: [lock],
    instances: { dm_worker1: { worker: workers[0] }, dm_worker2: { worker: workers[1] } },
  });
export const readingOld = status({
  instances: {
    dm_worker1: {
      worker: workerAt(w1, {
        progress: {
          ...sync,
          syncer: { file: 'mysql-bin.000099', offset: 4, subDirectory: '000001' },
        },
      }),
    },
  },
});
export const first = (changes: Partial<SubtaskStatus>): ClusterStatus =>
  status({ instances: { dm_worker1: { worker: workerAt(w1, changes) } } });
export const onlyFirst = first({});
export const load: Extract<UnitProgress, { readonly kind: 'load' }> = {
  kind: 'load',
  finished: 1,
  total: 4,
  progress: '25.00 %',
  syncsFrom: { file: 'mysql-bin.000005', offset: 154, subDirectory: undefined },
};
/** With a relay log that was never switched to another primary. */
export const unswitched = (changes: Partial<SubtaskStatus>): ClusterStatus => {
  const worker = workerAt(w1, changes);
  const relay = worker.relay && {
    ...worker.relay,
    relaySubDirectory: 'c6ae5afe-c7a3-11e8-a19d-0242ac130006.000001',
  };
  return status({ instances: { dm_worker1: { worker: { ...worker, relay } } } });
};
export const blocked = { blockingDdls: [ddl], isSynced: false };

export const plan = (
  procedure: ProcedureId,
  parameters: Readonly<Record<string, string>> = {},
  found?: ClusterStatus,
): Plan =>
  planFor(procedure, wholeCluster, {
    parameters,
    ...(found === undefined ? {} : { status: found }),
  });
export const checks = ({ checks: made }: Plan): readonly string[] =>
  made.map(({ status: kind, sentence, canOverride }) =>
    [kind, ...(canOverride === true ? ['(can be overridden)'] : []), sentence].join(' '),
  );

/** Parameters: a task, a DM-worker. */
export const task = { task: 'test' };
export const one = { instance: 'dm_worker1' };
