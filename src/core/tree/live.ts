import * as l10n from '@vscode/l10n';
import type { Cluster, Instance } from '../cluster/cluster';
import { allInstances } from '../cluster/readCluster';
import { type ClusterStatus, type InstanceStatus, instanceKey } from '../status/clusterStatus';
import { lostLocksOf } from '../status/lostLocks';
import type { NodeLook, TreeNode } from './treeNode';
import { joined, onceWords } from './words';

/** What was seen of the running cluster, as the tree is given it. */
export interface Seen {
  /** The last status that was read; undefined when there was none. */
  readonly status: ClusterStatus | undefined;
  /** Why there is no status or no newer one; what is shown of it is old then. */
  readonly trouble: string | undefined;
  /** By `instanceKey`: since when it is as it is, where the change was seen. */
  readonly since: ReadonlyMap<string, number>;
  /** Whether nobody looks again unless told to: when it was looked at is said then. */
  readonly isOnDemand: boolean;
  /** A time of day, as the operator reads it. */
  readonly time: (at: number) => string;
}

/** The same, with the workers found by the addresses that dmctl calls them by. */
export interface Live extends Seen {
  /** The alias of a worker where the inventory has it, its address otherwise. */
  readonly nameOf: (address: string) => string;
  readonly workerAt: (address: string) => InstanceStatus | undefined;
}

/** Before anybody has looked. */
export const nothingSeen: Seen = {
  status: undefined,
  trouble: undefined,
  since: new Map(),
  isOnDemand: false,
  time: String,
};

export function liveView(cluster: Cluster, seen: Seen): Live {
  const aliases = new Map<string, string>();
  const workers = new Map<string, InstanceStatus>();
  for (const instance of seen.status === undefined ? [] : allInstances(cluster)) {
    if (instance.component !== 'dm-worker') continue;
    const status = seen.status?.instances.get(instanceKey(instance));
    const address = `${instance.host.value}:${instance.port.value ?? ''}`;
    aliases.set(address, instance.alias);
    if (status !== undefined) workers.set(status.address ?? address, status);
  }
  return {
    ...seen,
    nameOf: (address) => aliases.get(address) ?? address,
    workerAt: (address) => workers.get(address),
  };
}

export interface InstanceLook {
  readonly look: NodeLook;
  /** Empty for what is up and as it should be. */
  readonly words: string;
}

/** The state of an instance in a look and in words; undefined where nobody has looked yet. */
export function instanceLook(instance: Instance, live: Live): InstanceLook | undefined {
  const seen = live.status?.instances.get(instanceKey(instance));
  if (live.trouble !== undefined) return { look: 'unknown', words: staleWords(seen, live) };
  if (seen === undefined) return undefined;
  if (seen.state !== 'up') return { look: seen.state, words: stateWords(seen, live) };
  const words = joined(workWords(seen, live), seen.reason);
  return { look: words === '' ? 'up' : 'warning', words };
}

/** DM's names of stages, as a look. */
export function stageLook(stage: string, hasErrors: boolean): NodeLook {
  if (hasErrors) return 'error';
  switch (stage) {
    case 'Running':
      return 'running';
    case 'Paused':
      return 'paused';
    case 'Stopped':
      return 'stopped';
    case 'Finished':
      return 'finished';
    case 'New':
      return 'waiting';
    default:
      return stage.startsWith('Error') ? 'error' : 'unknown';
  }
}

/** What is old is not shown as if it were so now. */
export function current(look: NodeLook, live: Live): NodeLook {
  return live.trouble === undefined ? look : 'unknown';
}

/** When something was seen, and whether it is still taken to be so. */
export function observed(
  at: number | undefined,
  { trouble }: Live,
): Pick<TreeNode, 'observedAt' | 'isOld'> {
  return { observedAt: at, isOld: at !== undefined && trouble !== undefined };
}

function stateWords(seen: InstanceStatus, live: Live): string {
  const since = live.since.get(instanceKey(seen));
  switch (seen.state) {
    case 'up':
      return l10n.t('up');
    case 'down':
      return since === undefined ? l10n.t('down') : l10n.t('down since {0}', live.time(since));
    case 'starting':
      return since === undefined
        ? l10n.t('starting')
        : l10n.t('starting since {0}', live.time(since));
    case 'unknown':
      return seen.reason === '' ? l10n.t('unknown') : l10n.t('unknown: {0}', seen.reason);
  }
}

function staleWords(seen: InstanceStatus | undefined, live: Live): string {
  // Without any observation all instances are unknown alike: the cluster's own node says it once.
  if (seen === undefined) return '';
  if (seen.state === 'unknown') return stateWords(seen, live);
  return onceWords(seen.state, live.time(seen.observedAt));
}

/** What a worker has that somebody should look at, told where it is not opened. */
function workWords({ worker, address }: InstanceStatus, live: Live): string {
  if (worker === undefined) return '';
  const { relay, subtasks } = worker;
  const isRelayOdd = relay !== undefined && (relay.stage !== 'Running' || relay.errors.length > 0);
  const failed = subtasks.filter(({ errors }) => errors.length > 0).length;
  const paused = subtasks.filter(({ stage, errors }) => stage === 'Paused' && errors.length === 0);
  return joined(
    isRelayOdd ? l10n.t('relay log {0}', relay.stage) : '',
    counted(failed, l10n.t('1 task with errors'), (count) =>
      l10n.t('{0} tasks with errors', count),
    ),
    counted(paused.length, l10n.t('1 task paused'), (count) => l10n.t('{0} tasks paused', count)),
    counted(
      lostLocksOf(live.status, address).length,
      l10n.t('1 task waits for a lost DDL lock'),
      (count) => l10n.t('{0} tasks wait for lost DDL locks', count),
    ),
  );
}

const counted = (count: number, one: string, many: (count: number) => string): string =>
  count === 0 ? '' : count === 1 ? one : many(count);
