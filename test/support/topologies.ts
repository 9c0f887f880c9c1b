import { readCluster } from '../../src/core/cluster/readCluster';
import type { RelayStatus, SubtaskStatus, WorkerStatus } from '../../src/core/dmctl/results';
import { noVariableFiles } from '../../src/core/inventory/variableFiles';
import { createLanguageModel } from '../../src/core/language/languageModel';
import type { ClusterStatus, InstanceStatus } from '../../src/core/status/clusterStatus';
import type { LagSample } from '../../src/core/status/lagHistory';
import type { Topology } from '../../src/core/topology/topology';
import { type TopologySubject, topologyOf } from '../../src/core/topology/topologyOf';
import { type StatusParts, statusOf } from './statuses';

/** When these clusters were looked at: 2026-03-01 03:12:45 UTC. */
export const lookedAt = Date.UTC(2026, 2, 1, 3, 12, 45);

/** An inventory of DM-workers `dm_worker1` and so on, three to a machine, with all monitors. */
export function inventoryOf(workers: number): string {
  const lines = Array.from({ length: workers }, (_, index) => {
    const machine = `127.0.${Math.floor(index / 3 / 200) + 2}.${(Math.floor(index / 3) % 200) + 1}`;
    const number = index + 1;
    return `dm_worker${number} ansible_host=${machine} dm_worker_port=${8262 + (index % 3)} source_id="mysql-replica-${String(number).padStart(3, '0')}" mysql_host=127.1.${Math.floor(index / 200)}.${(index % 200) + 1}`;
  });
  const one = (group: string, alias: string): string =>
    `[${group}]\n${alias} ansible_host=127.0.1.1\n`;
  return `${one('dm_master_servers', 'dm_master')}
[dm_worker_servers]
${lines.join('\n')}

${one('prometheus_servers', 'prometheus')}
${one('grafana_servers', 'grafana')}
${one('alertmanager_servers', 'alertmanager')}
[all:vars]
cluster_name = orders
dm_version = v1.0.7
`;
}

/** A cluster of so many workers, of which some are down, starting, unknown, paused and locked. */
export function topologySubject(workers: number, at = lookedAt): TopologySubject {
  const model = createLanguageModel(inventoryOf(workers), noVariableFiles);
  const cluster = readCluster(model.inventory, noVariableFiles);
  if (cluster === undefined) throw new Error('the inventory holds a group of DM');
  const plain = statusOf(cluster, { at });
  const addresses = new Map([...plain.instances.values()].map((one) => [one.alias, one.address]));
  const instances: Record<string, Partial<InstanceStatus>> = {
    dm_master: { version: 'v1.0.7' },
  };
  for (let number = 1; number <= workers; number++) {
    instances[`dm_worker${number}`] = workerAt(number, addresses.get(`dm_worker${number}`) ?? '');
  }
  const parts: StatusParts = { at, instances, master: masterOf(addresses) };
  return {
    cluster,
    lookup: model.lookup,
    status: statusOf(cluster, parts),
    trouble: undefined,
    time: (moment) => new Date(moment).toISOString().slice(11, 16),
    lags: new Map(
      Array.from({ length: workers }, (_, index) => [
        `dm-worker/dm_worker${index + 1}`,
        samples(index + 1, at),
      ]),
    ),
  };
}

export function sampleTopology(workers: number, at = lookedAt): Topology {
  return topologyOf(topologySubject(workers, at), at);
}

function masterOf(
  addresses: ReadonlyMap<string, string | undefined>,
): NonNullable<StatusParts['master']> {
  const address = (number: number): string => addresses.get(`dm_worker${number}`) ?? '';
  const lock: Extract<ClusterStatus['master'], { kind: 'known' }>['locks'][number] = {
    id: 'orders_sync-`orders`.`order_items`',
    task: 'orders_sync',
    owner: address(1),
    ddls: ['ALTER TABLE `orders`.`order_items` ADD COLUMN `note` VARCHAR(64)'],
    synced: [address(1)],
    unsynced: [address(3)],
  };
  const tasks = [{ name: 'orders_sync', status: 'Running', workers: [...addresses.keys()] }];
  return { tasks, locks: [lock] };
}

function workerAt(number: number, address: string): Partial<InstanceStatus> {
  switch (number % 20) {
    case 2:
      return {
        state: 'down',
        reason: `${address} refuses connections: the service is not running.`,
      };
    case 7:
      return {
        state: 'unknown',
        reason: 'Its machine did not answer within 3 seconds: it may be off, or the network is.',
      };
    case 11:
      return { state: 'starting', reason: 'It listens, but does not tell its version yet.' };
    default:
      return runningWorker(number, address);
  }
}

function runningWorker(number: number, address: string): Partial<InstanceStatus> {
  const isPaused = number % 20 === 5;
  const relay: RelayStatus = {
    stage: 'Running',
    master: { file: 'mysql-bin.000042', offset: 734_211_009, subDirectory: undefined },
    masterGtid: '',
    relaySubDirectory: '',
    relay: { file: 'mysql-bin.000042', offset: 734_211_009, subDirectory: undefined },
    relayGtid: '',
    isCaughtUp: number % 3 !== 0,
    errors: [],
  };
  const subtask: SubtaskStatus = {
    task: 'orders_sync',
    stage: isPaused ? 'Paused' : 'Running',
    unit: 'Sync',
    errors: isPaused
      ? [
          {
            type: 'ExecSQL',
            message: "Error 1062: Duplicate entry '71' for key 'PRIMARY'",
            code: 10006,
            cause: undefined,
          },
        ]
      : [],
    unresolvedDdlLock: undefined,
    progress: {
      kind: 'sync',
      totalEvents: 12_000,
      totalTps: 40,
      recentTps: 38,
      master: relay.master,
      masterGtid: '',
      syncer: { file: 'mysql-bin.000042', offset: 734_200_110, subDirectory: '000001' },
      syncerGtid: '',
      blockingDdls: [],
      unresolvedGroups: [],
      isSynced: false,
    },
  };
  const worker: WorkerStatus = {
    worker: address,
    isOk: true,
    message: '',
    subtasks: [subtask],
    relay,
  };
  return {
    version: 'v1.0.7',
    worker,
    lags: [{ task: 'orders_sync', bytes: 10_899, files: 0, seconds: (number * 7) % 90 }],
  };
}

/** One a minute, with a gap in which nobody looked. */
function samples(number: number, at: number): readonly LagSample[] {
  return Array.from({ length: 60 }, (_, minute) => ({
    at: at - minute * 60_000,
    seconds: Math.round(30 + 28 * Math.sin((minute + number) / 5)),
    bytes: undefined,
  }))
    .filter((_, minute) => minute < 22 || minute > 27)
    .reverse();
}
