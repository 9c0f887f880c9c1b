import * as l10n from '@vscode/l10n';
import type { Cluster, Instance } from '../cluster/cluster';
import { allInstances } from '../cluster/readCluster';
import type { VariableLookup } from '../inventory/effectiveVariables';
import { renderValue } from '../inventory/renderValue';
import { type ClusterStatus, type InstanceStatus, instanceKey } from '../status/clusterStatus';
import type { LagHistory } from '../status/lagHistory';
import { onceWords, stateName } from '../tree/words';
import {
  downstreamId,
  type NodeKind,
  sourceId,
  type Topology,
  type TopologyNode,
} from './topology';
import { workerParts } from './workerParts';

/** All that a drawing is made from. */
export interface TopologySubject {
  readonly cluster: Cluster;
  readonly lookup: VariableLookup;
  /** undefined until somebody has looked. */
  readonly status: ClusterStatus | undefined;
  /** Why there is no status or no newer one; undefined when the last look told. */
  readonly trouble: string | undefined;
  /** Lags of the last hour by `instanceKey` of a DM-worker, oldest first. */
  readonly lags: LagHistory;
  /** A time of day, as the operator reads it. */
  readonly time: (at: number) => string;
}

/** The drawing of a cluster at the moment `now`, milliseconds since 1970. */
export function topologyOf(subject: TopologySubject, now: number): Topology {
  const { cluster, status, trouble } = subject;
  const instances = allInstances(cluster);
  const workers = instances.filter(({ component }) => component === 'dm-worker');
  const masters = instances.filter(({ component }) => component === 'dm-master');
  const monitors = instances.filter(({ component }) => !isReplication(component));
  const nodes = [
    ...masters.map((instance) => instanceNode(subject, instance, 'master')),
    ...monitors.map((instance) => instanceNode(subject, instance, 'monitor')),
    ...workers.flatMap((worker) => [
      sourceNode(subject, worker),
      { ...instanceNode(subject, worker, 'worker'), ...workerParts(subject, worker, now) },
    ]),
    downstreamNode(status),
  ];
  return {
    name: cluster.name ?? '',
    nodes,
    edges: workers.flatMap((worker) => {
      const id = instanceKey(worker);
      const source = sourceId(worker.alias);
      return [
        { id: `${source}>${id}`, from: source, to: id },
        { id: `${id}>${downstreamId}`, from: id, to: downstreamId },
      ];
    }),
    observedAt: status?.observedAt,
    notices: noticesOf(cluster, status, trouble),
  };
}

const isReplication = (component: string): boolean =>
  component === 'dm-worker' || component === 'dm-master';

function instanceNode(subject: TopologySubject, instance: Instance, kind: NodeKind): TopologyNode {
  const { component, alias, host, port } = instance;
  const { status, trouble } = subject;
  const seen = status?.instances.get(instanceKey(instance));
  const reason = seen?.reason ?? '';
  const address = `${host.value}:${port.value ?? '?'}`;
  return {
    id: instanceKey(instance),
    kind,
    // A monitor is looked for by what it is; its alias may be that already.
    label: kind === 'monitor' ? component : alias,
    place: placeOf(kind, instance, address),
    version: seen?.version ?? '',
    // What is old is not drawn as if it were so now.
    state: trouble === undefined ? (seen?.state ?? 'unknown') : 'unknown',
    stateText: stateText(seen, subject),
    facts: [],
    alerts: reason === '' ? [] : [reason],
    marks: [],
    lag: undefined,
    instance: { component, alias },
  };
}

function placeOf(kind: NodeKind, { component, alias }: Instance, address: string): string {
  if (kind === 'worker' || (kind === 'monitor' && alias === component)) return address;
  return `${kind === 'monitor' ? alias : component} · ${address}`;
}

function sourceNode({ lookup }: TopologySubject, worker: Instance): TopologyNode {
  const text = (name: string): string | undefined => {
    const found = lookup.find(worker.alias, name);
    return found === undefined ? undefined : renderValue(found.value);
  };
  const host = text('mysql_host');
  return {
    id: sourceId(worker.alias),
    kind: 'source',
    label: text('source_id') ?? l10n.t('no source_id'),
    place: host === undefined ? l10n.t('no mysql_host') : `${host}:${text('mysql_port') ?? '3306'}`,
    version: '',
    state: undefined,
    stateText: '',
    facts: [],
    alerts: [],
    marks: [],
    lag: undefined,
    instance: { component: 'dm-worker', alias: worker.alias },
  };
}

function downstreamNode(status: ClusterStatus | undefined): TopologyNode {
  const tasks = status?.master.kind === 'known' ? status.master.tasks : undefined;
  return {
    id: downstreamId,
    kind: 'downstream',
    label: l10n.t('Downstream'),
    place: l10n.t('Target of the tasks'),
    version: '',
    state: undefined,
    stateText: '',
    facts: tasks?.map((task) => `${task.name}: ${task.status}`) ?? [],
    alerts: [],
    marks: [],
    lag: undefined,
    instance: undefined,
  };
}

function noticesOf(
  { inventory }: Cluster,
  status: ClusterStatus | undefined,
  trouble: string | undefined,
): readonly string[] {
  return [
    ...(inventory.error === undefined
      ? []
      : [l10n.t('Ansible refuses this inventory: only what stands above the error is drawn.')]),
    ...(trouble === undefined ? [] : [trouble]),
    ...(status?.master.kind === 'unknown'
      ? [l10n.t('DM-master tells nothing of tasks and locks: {0}', status.master.reason)]
      : []),
  ];
}

function stateText(
  seen: InstanceStatus | undefined,
  { trouble, time }: Pick<TopologySubject, 'trouble' | 'time'>,
): string {
  if (seen === undefined || seen.state === 'unknown') return l10n.t('state unknown');
  return trouble === undefined
    ? stateName(seen.state)
    : onceWords(seen.state, time(seen.observedAt));
}
