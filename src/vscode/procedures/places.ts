import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Instance } from '../../core/cluster/cluster';
import { isComponentId } from '../../core/cluster/components';
import { allInstances } from '../../core/cluster/readCluster';
import { type Target, targetName } from '../../core/cluster/target';
import { ExpectedError } from '../../core/errors/expectedError';
import type { LensTarget } from '../../core/language/lenses';
import { clusterName } from '../clusters/clusterName';
import { isClusterElement, isElement } from '../clusters/clusterTree';
import type { Inventories } from '../inventories/inventories';
import {
  type DmInventoryModel,
  type InventoryModel,
  isDmInventory,
} from '../inventories/inventoryReader';

/** What a command is for: a target, and the inventory it stands in. */
export interface Place {
  readonly inventory: vscode.Uri;
  readonly target: Target;
}

type HostsOfLine = Extract<LensTarget, { readonly kind: 'hosts' }>;

/** From the tree comes an element, from a lens an address and a target, from the palette nothing. */
export function placeOf([first, second]: readonly unknown[]): Place | undefined {
  if (isClusterElement(first)) return { inventory: first.model.uri, target: first.node.target };
  if (first instanceof vscode.Uri && isTarget(second)) return { inventory: first, target: second };
  return undefined;
}

/** How a place is asked for. */
interface PlaceQuestion {
  readonly kind: Target['kind'];
  readonly title: string;
  readonly isMeant?: (instance: Instance) => boolean;
}

/** The place that a command was given; where that is none, or several hosts, one is asked for. */
export async function askPlace(
  args: readonly unknown[],
  question: PlaceQuestion,
  inventories: Inventories,
): Promise<Place | undefined> {
  const [inventory, hosts] = args;
  const given = placeOf(args);
  if (given === undefined) refuseVanished(args);
  return (
    given ??
    (inventory instanceof vscode.Uri && isHosts(hosts)
      ? pickHost(hosts, await inventories.get(inventory), question.title)
      : pickPlace(question, inventories))
  );
}

/**
 * A menu of the tree may be open while the inventory changes. Whatever was chosen in it is for that
 * node: another one is never taken instead, and the only one of another cluster least of all.
 */
export function refuseVanished(args: readonly unknown[]): void {
  const [element] = args;
  if (isElement(element)) {
    const { model, node } = element;
    throw new ExpectedError(
      'target-missing',
      model.inventory.error === undefined
        ? l10n.t('Nothing can be run on {0} as the inventory is now. Nothing was run.', node.label)
        : l10n.t(
            'The inventory of {0} has an error now, so nobody knows what belongs to it. Correct it, then try again. Nothing was run.',
            clusterName(model),
          ),
    );
  }
  // From the palette comes no argument at all; in the place of an element that is gone, the editor
  // gives undefined.
  if (args.length > 0 && element === undefined) {
    throw new ExpectedError(
      'target-missing',
      l10n.t(
        'The tree has changed since the menu was opened, and what it was opened on is not there any more. Look at the tree, then choose again. Nothing was run.',
      ),
    );
  }
}

/** Asks for a place; the only one there is is not asked for. */
export async function pickPlace(
  { kind, title, isMeant }: PlaceQuestion,
  inventories: Inventories,
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

/** Asks which of the hosts of one line is meant. */
async function pickHost(
  { at }: HostsOfLine,
  model: InventoryModel | undefined,
  title: string,
): Promise<Place | undefined> {
  if (!isDmInventory(model)) return undefined;
  const items = itemsOf(model, 'instance', ({ span }) => span.start === at);
  const picked = await vscode.window.showQuickPick(items, { title });
  return picked?.place;
}

function itemsOf(
  model: DmInventoryModel,
  kind: Target['kind'],
  isMeant: (instance: Instance) => boolean = () => true,
) {
  const { cluster, uri, directory } = model;
  const detail = vscode.workspace.asRelativePath(directory, true);
  const item = (target: Target, description: string) => ({
    label: targetName(clusterName(model), target),
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

function isHosts(value: unknown): value is HostsOfLine {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false;
  return value.kind === 'hosts' && 'at' in value && typeof value.at === 'number';
}

function isTarget(value: unknown): value is Target {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false;
  if (value.kind === 'cluster') return true;
  if (!('component' in value) || typeof value.component !== 'string') return false;
  if (!isComponentId(value.component)) return false;
  if (value.kind === 'component') return true;
  return value.kind === 'instance' && 'alias' in value && typeof value.alias === 'string';
}
