import * as l10n from '@vscode/l10n';
import type { Cluster, ComponentInstances } from '../cluster/cluster';
import { componentHeader } from '../cluster/componentHeader';
import type { Problem } from '../cluster/problem';
import { allInstances } from '../cluster/readCluster';
import type { Target } from '../cluster/target';
import { driftNodes } from './driftNodes';
import { instanceNode } from './instanceNode';
import { type Live, liveView, nothingSeen, observed, type Seen } from './live';
import { locksNodes } from './lockNodes';
import { ranges } from './ranges';
import { tasksNode, unaskedTasksNode } from './taskNodes';
import { type TreeNode, treeNode } from './treeNode';
import { joined } from './words';

/** The tree of a cluster: what the inventory says, and what was seen running. */
export function clusterTree(
  cluster: Cluster,
  problems: readonly Problem[],
  place: string,
  seen: Seen = nothingSeen,
): TreeNode {
  const { error } = cluster.inventory;
  const errors = problems.filter(({ severity }) => severity === 'error');
  const live = liveView(cluster, seen);
  return treeNode({
    id: 'cluster',
    kind: 'cluster',
    label: cluster.name ?? place,
    description: joined(
      cluster.version,
      error === undefined ? instances(allInstances(cluster).length) : undefined,
      error === undefined ? age(live) : undefined,
    ),
    tooltip: [cluster.name, cluster.version, place, live.trouble]
      .filter((part) => part !== undefined)
      .join('\n'),
    ...observed(live.status?.observedAt, live),
    target: error === undefined ? { kind: 'cluster' } : undefined,
    isOpen: true,
    children: () => [
      ...errorNodes(errors),
      // After a parse error the rest is only what stood above it: shown would be a lie.
      ...(error === undefined ? parts(cluster, live) : []),
    ],
  });
}

function parts(cluster: Cluster, live: Live): readonly TreeNode[] {
  const components = cluster.components.map((each) => componentNode(each, cluster, live));
  const { status } = live;
  if (status === undefined) {
    // Before the first look it stands there already: rows do not move under the pointer then.
    return live.trouble === undefined ? [...components, unaskedTasksNode()] : components;
  }
  return [
    // What somebody has to act on stands above what runs as it should: long trees are not scrolled.
    ...driftNodes(status, live),
    ...locksNodes(status.master, live),
    ...components,
    tasksNode(status, live),
  ];
}

/** The tree says that something is wrong; the list of all problems is the editor's. */
const mostErrors = 3;

function errorNodes(errors: readonly Problem[]): readonly TreeNode[] {
  const nodes = errors.slice(0, mostErrors).map(errorNode);
  const [next, ...rest] = errors.slice(mostErrors);
  if (next === undefined) return nodes;
  if (rest.length === 0) return [...nodes, errorNode(next, mostErrors)];
  const more = l10n.t('{0} more problems in the inventory', rest.length + 1);
  return [...nodes, errorNode({ ...next, message: more }, mostErrors)];
}

function errorNode({ message, span }: Problem, index: number): TreeNode {
  return treeNode({
    id: `error:${index}`,
    kind: 'error',
    label: message,
    look: 'error',
    tooltip: message,
    span,
  });
}

function componentNode(
  { component, instances: members }: ComponentInstances,
  cluster: Cluster,
  live: Live,
): TreeNode {
  const { id } = component;
  const target: Target = { kind: 'component', component: id };
  return treeNode({
    id: `component:${id}`,
    kind: 'component',
    label: id,
    description: String(members.length),
    words: members.length === 0 ? [id, 'empty'] : [id],
    tooltip: `${id}\n[${component.group}]`,
    target: members.length === 0 ? undefined : target,
    span: componentHeader(cluster, component),
    isOpen: true,
    children: () =>
      members.length === 0
        ? [treeNode({ id: `empty:${id}`, kind: 'empty', label: l10n.t('No host in this group') })]
        : ranges(
            id,
            members,
            ({ alias }) => alias,
            (instance) => instanceNode(instance, live),
            ({ span }) => span,
          ),
  });
}

/** How old the whole is, where it is not looked at all the time. */
function age({ status, trouble, isOnDemand, time }: Live): string {
  if (trouble === undefined) {
    return isOnDemand && status !== undefined ? l10n.t('as of {0}', time(status.observedAt)) : '';
  }
  return status === undefined
    ? l10n.t('state unknown')
    : l10n.t('state unknown since {0}', time(status.observedAt));
}

const instances = (count: number): string =>
  count === 1 ? l10n.t('1 instance') : l10n.t('{0} instances', count);
