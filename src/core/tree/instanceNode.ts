import * as l10n from '@vscode/l10n';
import type { Instance, Sourced } from '../cluster/cluster';
import { describeSource } from '../cluster/describeSource';
import { type InstanceStatus, instanceKey } from '../status/clusterStatus';
import { type InstanceLook, instanceLook, type Live, observed } from './live';
import { type TreeNode, treeNode } from './treeNode';
import { joined } from './words';
import { workerNodes } from './workerNodes';

export function instanceNode(instance: Instance, live: Live): TreeNode {
  const { alias, component, host, port } = instance;
  const id = `instance:${component}:${alias}`;
  const seen = live.status?.instances.get(instanceKey(instance));
  const state = instanceLook(instance, live);
  const subject = { kind: 'instance', component, alias } as const;
  return treeNode({
    id,
    kind: 'instance',
    label: alias,
    description: joined(state?.words, `${host.value}:${port.value ?? '?'}`),
    look: state?.look,
    words: [component, ...(state === undefined ? [] : [stateWord(state)])],
    tooltip: [
      `${component} ${alias}`,
      ...stateLines(state?.words, seen),
      ...inventoryLines(instance),
    ].join('\n'),
    ...observed(seen?.observedAt, live),
    target: subject,
    subject,
    span: instance.span,
    ...(seen !== undefined && hasWork(seen) && { children: () => workerNodes(id, seen, live) }),
  });
}

/** What is up and odd is up all the same. */
const stateWord = ({ look }: InstanceLook): string => (look === 'warning' ? 'up' : look);

const hasWork = ({ worker }: InstanceStatus): boolean =>
  worker !== undefined && (worker.relay !== undefined || worker.subtasks.length > 0);

function stateLines(
  words: string | undefined,
  seen: InstanceStatus | undefined,
): readonly string[] {
  return [
    words === '' && seen !== undefined ? l10n.t('up') : (words ?? ''),
    seen === undefined || words?.includes(seen.reason) === true ? '' : seen.reason,
    seen?.version === undefined ? '' : l10n.t('Version: {0}', seen.version),
  ].filter((line) => line !== '');
}

function inventoryLines(instance: Instance): readonly string[] {
  const { host, port, deployDir, unit } = instance;
  return [
    l10n.t('Address: {0}', withSource(host)),
    l10n.t('Port: {0}', withSource({ ...port, value: port.value ?? l10n.t('unknown') })),
    l10n.t('Directory: {0}', deployDir === undefined ? l10n.t('not set') : withSource(deployDir)),
    l10n.t('Service: {0}', unit ?? l10n.t('unknown')),
  ];
}

const withSource = ({ value, source }: Sourced<string | number>): string =>
  `${value} (${describeSource(source)})`;
