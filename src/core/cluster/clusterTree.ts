import * as l10n from '@vscode/l10n';
import type { Span } from '../text/textEdit';
import type { Cluster, ComponentInstances, Instance, Sourced } from './cluster';
import type { ComponentId } from './components';
import { describeSource } from './describeSource';
import type { Problem } from './problem';
import { allInstances } from './readCluster';
import type { Target } from './target';

/** The tree of a cluster as plain data; the view only turns it into its own items. */
export interface TreeNode {
  /** Stable across refreshes, unique in the tree: the view keeps what is expanded and selected. */
  readonly id: string;
  readonly kind: 'cluster' | 'component' | 'range' | 'instance' | 'error' | 'empty';
  readonly label: string;
  readonly description: string;
  /** Several lines; what is known and where it comes from. */
  readonly tooltip: string;
  /** What an operation on this node is for; undefined where nothing can be run. */
  readonly target: Target | undefined;
  /** Where it stands in the inventory. */
  readonly span: Span | undefined;
  /** Those of a range are made when they are first asked for. */
  readonly children: readonly TreeNode[];
}

/** More siblings than this are put into ranges: a list of thousands is slow and unreadable. */
const widest = 200;

export function clusterTree(
  cluster: Cluster,
  problems: readonly Problem[],
  place: string,
): TreeNode {
  const { error } = cluster.inventory;
  const errors = problems.filter(({ severity }) => severity === 'error');
  const count = allInstances(cluster).length;
  return {
    id: 'cluster',
    kind: 'cluster',
    label: cluster.name ?? place,
    description: [cluster.version, error === undefined ? instances(count) : undefined]
      .filter((part) => part !== undefined)
      .join(' · '),
    tooltip: [cluster.name, cluster.version, place].filter((part) => part !== undefined).join('\n'),
    target: error === undefined ? { kind: 'cluster' } : undefined,
    span: undefined,
    children: [
      ...errorNodes(errors),
      // After a parse error the rest is only what stood above it: shown would be a lie.
      ...(error === undefined ? cluster.components.map(componentNode) : []),
    ],
  };
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

function errorNode(problem: Problem, index: number): TreeNode {
  return {
    id: `error:${index}`,
    kind: 'error',
    label: problem.message,
    description: '',
    tooltip: problem.message,
    target: undefined,
    span: problem.span,
    children: [],
  };
}

function componentNode({ component, instances: members }: ComponentInstances): TreeNode {
  const target: Target = { kind: 'component', component: component.id };
  return {
    id: `component:${component.id}`,
    kind: 'component',
    label: component.id,
    description: String(members.length),
    tooltip: `${component.id}\n[${component.group}]`,
    target: members.length === 0 ? undefined : target,
    span: undefined,
    children: members.length === 0 ? [emptyNode(component.id)] : ranges(members),
  };
}

function emptyNode(component: ComponentId): TreeNode {
  return {
    id: `empty:${component}`,
    kind: 'empty',
    label: l10n.t('No host in this group'),
    description: '',
    tooltip: '',
    target: undefined,
    span: undefined,
    children: [],
  };
}

function ranges(members: readonly Instance[]): readonly TreeNode[] {
  if (members.length <= widest) return members.map(instanceNode);
  const nodes: TreeNode[] = [];
  for (let start = 0; start < members.length; start += widest) {
    const part = members.slice(start, start + widest);
    const [first, last] = [part[0], part.at(-1)];
    if (first === undefined || last === undefined) continue;
    nodes.push(rangeNode(part, first, last, start));
  }
  return nodes;
}

function rangeNode(
  part: readonly Instance[],
  first: Instance,
  last: Instance,
  start: number,
): TreeNode {
  let children: readonly TreeNode[] | undefined;
  return {
    id: `range:${first.component}:${start}`,
    kind: 'range',
    label: `${first.alias} … ${last.alias}`,
    description: String(part.length),
    tooltip: '',
    target: undefined,
    span: first.span,
    // Made when the range is opened, for most never are: of 10,000 nodes they are the tree's cost.
    get children() {
      children ??= part.map(instanceNode);
      return children;
    },
  };
}

function instanceNode(instance: Instance): TreeNode {
  const { alias, component, host, port, deployDir, unit } = instance;
  return {
    id: `instance:${component}:${alias}`,
    kind: 'instance',
    label: alias,
    description: `${host.value}:${port.value ?? '?'}`,
    tooltip: [
      `${component} ${alias}`,
      l10n.t('Address: {0}', withSource(host)),
      l10n.t('Port: {0}', withSource({ ...port, value: port.value ?? l10n.t('unknown') })),
      l10n.t('Directory: {0}', deployDir === undefined ? l10n.t('not set') : withSource(deployDir)),
      l10n.t('Service: {0}', unit ?? l10n.t('unknown')),
    ].join('\n'),
    target: { kind: 'instance', component, alias },
    span: instance.span,
    children: [],
  };
}

const instances = (count: number): string =>
  count === 1 ? l10n.t('1 instance') : l10n.t('{0} instances', count);

const withSource = ({ value, source }: Sourced<string | number>): string =>
  `${value} (${describeSource(source)})`;
