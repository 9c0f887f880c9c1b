import type {
  DdlLock,
  RelayStatus,
  SubtaskStatus,
  TaskStates,
  UnitError,
  WorkerStatus,
} from '../../src/core/dmctl/results';
import type { Drift, InstanceStatus } from '../../src/core/status/clusterStatus';
import type { StatusParts } from './statuses';

/** A relay log that has caught up, but for what the parts say. */
function relay(parts: Partial<RelayStatus> = {}): RelayStatus {
  const position = { file: 'mysql-bin.000003', offset: 4213, subDirectory: '000001' };
  return {
    stage: 'Running',
    master: position,
    masterGtid: '',
    relaySubDirectory: 'a1b2.000001',
    relay: position,
    relayGtid: '',
    isCaughtUp: true,
    errors: [],
    ...parts,
  };
}

export function subtask(task: string, parts: Partial<SubtaskStatus> = {}): SubtaskStatus {
  return {
    task,
    stage: 'Running',
    unit: 'Sync',
    errors: [],
    unresolvedDdlLock: undefined,
    progress: { kind: 'none' },
    ...parts,
  };
}

export const syncing = {
  kind: 'sync',
  totalEvents: 120,
  totalTps: 4,
  recentTps: 2,
  master: { file: 'mysql-bin.000003', offset: 4213, subDirectory: undefined },
  masterGtid: '',
  syncer: { file: 'mysql-bin.000002', offset: 154, subDirectory: undefined },
  syncerGtid: '',
  blockingDdls: [],
  unresolvedGroups: [],
  isSynced: false,
} as const;

export function working(worker: string, parts: Partial<WorkerStatus> = {}): WorkerStatus {
  return { worker, isOk: true, message: '', subtasks: [], relay: relay(), ...parts };
}

/** The sample cluster on a bad day. */
export function badDay(): StatusParts {
  const [first, second] = ['127.0.0.2:8262', '127.0.0.3:8263'];
  const error: UnitError = {
    type: 'ExecSQL',
    message: "Error 1146: Table 'shop.orders' doesn't exist",
    code: 10006,
    cause: 'Error 1146',
  };
  const worker1: Partial<InstanceStatus> = {
    version: 'v1.0.6',
    worker: working(first, {
      subtasks: [
        subtask('orders', { progress: syncing }),
        subtask('archive', {
          unit: 'Load',
          progress: {
            kind: 'load',
            finished: 255,
            total: 1000,
            progress: '25.50 %',
            syncsFrom: undefined,
          },
        }),
        subtask('shards', {
          unresolvedDdlLock: 'shards-`shop`.`orders`',
          progress: {
            ...syncing,
            isSynced: true,
            blockingDdls: ['ALTER TABLE t ADD COLUMN c INT'],
          },
        }),
      ],
    }),
    lags: [{ task: 'orders', bytes: undefined, files: 1, seconds: 42 }],
  };
  const worker2: Partial<InstanceStatus> = {
    worker: working(second, {
      relay: relay({
        stage: 'Paused',
        isCaughtUp: false,
        errors: [
          { type: 'UnknownError', message: 'binlog was purged', code: undefined, cause: undefined },
        ],
        master: { file: 'mysql-bin.000009', offset: 7, subDirectory: undefined },
        masterGtid: '3ccc475b-2343-11e7-be21-6c0b84d59f30:1-14',
      }),
      subtasks: [subtask('orders', { stage: 'Paused', errors: [error] })],
    }),
  };
  const tasks: readonly TaskStates[] = [
    {
      name: 'orders',
      status: 'Error - Some error occurred in subtask',
      workers: [first, second, '127.0.0.9:8262'],
    },
    { name: 'archive', status: 'Running', workers: [first] },
    { name: 'shards', status: 'Running', workers: [first] },
    { name: 'idle', status: 'New', workers: [] },
  ];
  const locks: readonly DdlLock[] = [
    {
      id: 'shards-`shop`.`orders`',
      task: 'shards',
      owner: first,
      ddls: ['ALTER TABLE `shop`.`orders` ADD COLUMN `note` TEXT'],
      synced: [first],
      unsynced: [second, '127.0.0.9:8262'],
    },
  ];
  const drift: readonly Drift[] = [
    { kind: 'worker-not-known', alias: 'dm_worker2', address: second },
    { kind: 'worker-not-in-inventory', address: '127.0.0.9:8262' },
    {
      kind: 'version',
      component: 'dm-worker',
      wanted: 'v1.0.7',
      instances: [{ alias: 'dm_worker1', running: 'v1.0.6' }],
    },
    { kind: 'dmctl-points-elsewhere', found: '127.0.0.8:8261', wanted: '127.0.0.1:8261' },
  ];
  return {
    instances: {
      dm_worker1: worker1,
      dm_worker2: worker2,
      dm_portal: { state: 'down', reason: 'The machine refuses port 8280.' },
      prometheus: { state: 'starting', reason: 'It listens, but does not answer yet.' },
      grafana: { state: 'unknown', reason: 'the machine does not answer' },
      alertmanager: { reason: 'It answers, but slowly.' },
    },
    master: { tasks, locks },
    drift,
  };
}
