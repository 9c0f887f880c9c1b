import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Instance } from '../core/cluster/cluster';
import { isComponentId } from '../core/cluster/components';
import { allInstances } from '../core/cluster/readCluster';
import { type Target, targetName } from '../core/cluster/target';
import { isClusterElement } from './clusterTree';
import type { Inventories } from './inventories';
import type { DmInventoryModel } from './inventoryReader';

/** What a command is for: a target, and the inventory it stands in. */
export interface Place {
  readonly inventory: vscode.Uri;
  readonly target: Target;
}

/** From the tree comes an element, from a lens an address and a target, from the palette nothing. */
export function placeOf([first, second]: readonly unknown[]): Place | undefined {
  if (isClusterElement(first)) return { inventory: first.model.uri, target: first.node.target };
  if (first instanceof vscode.Uri && isTarget(second)) return { inventory: first, target: second };
  return undefined;
}

/** Asks for a place; the only one there is is not asked for. */
export async function pickPlace(
  kind: Target['kind'],
  title: string,
  inventories: Inventories,
  isMeant: (instance: Instance) => boolean = () => true,
): Promise<Place | undefined> {
  const models = (await inventories.all()).filter(({ inventory }) => inventory.error === undefined);
  if (models.length === 0) {
    await vscode.window.showInformationMessage(
      l10n.t('There is no DM inventory in this workspace that Ansible would accept.'),
    );
    return undefined;
  }
  const items = models.flatMap((model) => itemsOf(model, kind, isMeant));
  const [only] = items;
  if (only !== undefined && items.length === 1) return only.place;
  const picked = await vscode.window.showQuickPick(items, { title });
  return picked?.place;
}

function itemsOf(
  { cluster, uri, directory }: DmInventoryModel,
  kind: Target['kind'],
  isMeant: (instance: Instance) => boolean,
) {
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
      return allInstances(cluster)
        .filter(isMeant)
        .map(({ component, alias, host, port }) =>
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
