import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { isComponentId } from '../core/cluster/components';
import { allInstances } from '../core/cluster/readCluster';
import { type Target, targetName } from '../core/cluster/target';
import { restartOf } from '../core/procedure/catalog';
import type { ProcedureId } from '../core/procedure/procedure';
import { isClusterElement } from './clusterTree';
import type { CommandHandlers } from './commands';
import type { CommandId } from './ids';
import type { Inventories } from './inventories';
import { type DmInventoryModel, isDmInventory } from './inventoryReader';
import { type OperationParts, operate } from './operations';

interface Place {
  readonly inventory: vscode.Uri;
  readonly target: Target;
}

type Verb = 'start' | 'stop' | 'restart' | 'rollingUpdate' | 'deploy';
const verbs: readonly Verb[] = ['start', 'stop', 'restart', 'rollingUpdate', 'deploy'];

/** start, stop, restart, rolling update and deploy of a cluster, a component, an instance. */
export function operationHandlers(
  parts: OperationParts,
): Pick<CommandHandlers, Extract<CommandId, `dmCluster.${Target['kind']}.${Verb}`>> {
  const run =
    (kind: Target['kind'], verb: Verb) =>
    async (...args: readonly unknown[]) => {
      const place = placeOf(args) ?? (await pickPlace(kind, verb, parts.inventories));
      if (place === undefined) return undefined;
      return operate({ ...place, procedure: procedureOf(verb, place.target) }, parts);
    };
  return {
    'dmCluster.cluster.start': run('cluster', 'start'),
    'dmCluster.cluster.stop': run('cluster', 'stop'),
    'dmCluster.cluster.restart': run('cluster', 'restart'),
    'dmCluster.cluster.rollingUpdate': run('cluster', 'rollingUpdate'),
    'dmCluster.cluster.deploy': run('cluster', 'deploy'),
    'dmCluster.component.start': run('component', 'start'),
    'dmCluster.component.stop': run('component', 'stop'),
    'dmCluster.component.restart': run('component', 'restart'),
    'dmCluster.component.rollingUpdate': run('component', 'rollingUpdate'),
    'dmCluster.component.deploy': run('component', 'deploy'),
    'dmCluster.instance.start': run('instance', 'start'),
    'dmCluster.instance.stop': run('instance', 'stop'),
    'dmCluster.instance.restart': run('instance', 'restart'),
    'dmCluster.instance.rollingUpdate': run('instance', 'rollingUpdate'),
    'dmCluster.instance.deploy': run('instance', 'deploy'),
  };
}

/** "More..." of a lens: all that can be done with the target. */
export async function showMore(args: readonly unknown[], parts: OperationParts): Promise<unknown> {
  const place = placeOf(args);
  if (place === undefined) return undefined;
  const model = await parts.inventories.get(place.inventory);
  if (!isDmInventory(model)) return undefined;
  const name = targetName(model.cluster, place.target);
  const items = verbs.map((verb) => ({ label: verbTitle(verb), verb }));
  const picked = await vscode.window.showQuickPick(items, { title: name });
  if (picked === undefined) return undefined;
  return operate({ ...place, procedure: procedureOf(picked.verb, place.target) }, parts);
}

function procedureOf(verb: Verb, target: Target): ProcedureId {
  switch (verb) {
    case 'restart':
      return restartOf(target);
    case 'rollingUpdate':
      return 'rolling-update';
    default:
      return verb;
  }
}

function verbTitle(verb: Verb): string {
  switch (verb) {
    case 'start':
      return l10n.t('Start...');
    case 'stop':
      return l10n.t('Stop...');
    case 'restart':
      return l10n.t('Restart...');
    case 'rollingUpdate':
      return l10n.t('Rolling Update...');
    case 'deploy':
      return l10n.t('Deploy...');
  }
}

/** From the tree comes an element, from a lens an address and a target, from the palette nothing. */
function placeOf([first, second]: readonly unknown[]): Place | undefined {
  if (isClusterElement(first)) return { inventory: first.model.uri, target: first.node.target };
  if (first instanceof vscode.Uri && isTarget(second)) return { inventory: first, target: second };
  return undefined;
}

async function pickPlace(
  kind: Target['kind'],
  verb: Verb,
  inventories: Inventories,
): Promise<Place | undefined> {
  const models = (await inventories.all()).filter(({ inventory }) => inventory.error === undefined);
  if (models.length === 0) {
    await vscode.window.showInformationMessage(
      l10n.t('There is no DM inventory in this workspace that Ansible would accept.'),
    );
    return undefined;
  }
  const items = models.flatMap((model) => itemsOf(model, kind));
  const [only] = items;
  if (only !== undefined && items.length === 1) return only.place;
  const picked = await vscode.window.showQuickPick(items, { title: verbTitle(verb) });
  return picked?.place;
}

function itemsOf(model: DmInventoryModel, kind: Target['kind']) {
  const { cluster, uri, directory } = model;
  const detail = vscode.workspace.asRelativePath(directory, true);
  const item = (target: Target, description: string) => ({
    label: targetName(cluster, target),
    description,
    detail,
    place: { inventory: uri, target },
  });
  switch (kind) {
    case 'cluster':
      return [item({ kind }, cluster.version ?? '')];
    case 'component':
      return cluster.components
        .filter(({ instances }) => instances.length > 0)
        .map(({ component, instances }) =>
          item({ kind, component: component.id }, String(instances.length)),
        );
    case 'instance':
      return allInstances(cluster).map(({ component, alias, host, port }) =>
        item({ kind, component, alias }, `${component} ${host.value}:${port.value ?? '?'}`),
      );
  }
}

function isTarget(value: unknown): value is Target {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false;
  if (value.kind === 'cluster') return true;
  if (!('component' in value) || typeof value.component !== 'string') return false;
  if (!isComponentId(value.component)) return false;
  if (value.kind === 'component') return true;
  return value.kind === 'instance' && 'alias' in value && typeof value.alias === 'string';
}
