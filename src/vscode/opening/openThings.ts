import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Instance } from '../../core/cluster/cluster';
import { hasPage } from '../../core/cluster/pages';
import { targetInstances } from '../../core/cluster/target';
import { ExpectedError } from '../../core/errors/expectedError';
import type { CommandHandlers } from '../commands';
import type { CommandId } from '../ids';
import type { Inventories } from '../inventories/inventories';
import { type DmInventoryModel, isDmInventory } from '../inventories/inventoryReader';
import { askPlace, type Place } from '../procedures/places';
import type { DeploymentFactory } from '../remote/controlMachines';
import type { Forwardings } from './forwardings';
import type { Opening } from './opening';
import { openPage } from './openPage';
import { followLog, openDmctl, openShell } from './openTerminals';

export interface OpenParts {
  readonly inventories: Inventories;
  readonly deployments: DeploymentFactory;
  readonly forwardings: Forwardings;
}

type OpenId = Extract<
  CommandId,
  | 'dmCluster.instance.followLog'
  | 'dmCluster.instance.openShell'
  | 'dmCluster.instance.openPage'
  | 'dmCluster.cluster.openDmctl'
>;

/** One thing that can be opened: for what, under which name, and how. */
interface Thing {
  readonly id: OpenId;
  readonly title: () => string;
  readonly kind: 'cluster' | 'instance';
  readonly isOf: (instance: Instance) => boolean;
  readonly open: (at: Opening) => Promise<void>;
}

const things: readonly Thing[] = [
  {
    id: 'dmCluster.instance.followLog',
    title: () => l10n.t('Follow the Log'),
    kind: 'instance',
    isOf: () => true,
    open: followLog,
  },
  {
    id: 'dmCluster.instance.openShell',
    title: () => l10n.t('Open a Shell on the Machine'),
    kind: 'instance',
    isOf: () => true,
    open: openShell,
  },
  {
    id: 'dmCluster.instance.openPage',
    title: () => l10n.t('Open the Page in the Browser'),
    kind: 'instance',
    isOf: ({ component }) => hasPage(component),
    open: openPage,
  },
  {
    id: 'dmCluster.cluster.openDmctl',
    title: () => l10n.t('Open the Shell of dmctl'),
    kind: 'cluster',
    isOf: () => false,
    open: openDmctl,
  },
];

/** Logs, shells and pages of instances, and dmctl's own shell. */
export function openHandlers(parts: OpenParts): Pick<CommandHandlers, OpenId> {
  const handler =
    (id: OpenId) =>
    async (...args: readonly unknown[]): Promise<void> => {
      const thing = things.find((candidate) => candidate.id === id);
      if (thing === undefined) return;
      const question = { kind: thing.kind, title: thing.title(), isMeant: thing.isOf };
      const place = await askPlace(args, question, parts.inventories);
      if (place !== undefined) await openThing(thing, place, parts);
    };
  return {
    'dmCluster.instance.followLog': handler('dmCluster.instance.followLog'),
    'dmCluster.instance.openShell': handler('dmCluster.instance.openShell'),
    'dmCluster.instance.openPage': handler('dmCluster.instance.openPage'),
    'dmCluster.cluster.openDmctl': handler('dmCluster.cluster.openDmctl'),
  };
}

/** What "More..." of a lens offers beside operations. */
export function openableThings(
  { cluster }: DmInventoryModel,
  place: Place,
  parts: OpenParts,
): readonly { readonly label: string; readonly run: () => Promise<void> }[] {
  const [instance] = targetInstances(cluster, place.target);
  return things
    .filter(
      ({ kind, isOf }) =>
        kind === place.target.kind && (kind === 'cluster' || (instance && isOf(instance))),
    )
    .map((thing) => ({ label: thing.title(), run: () => openThing(thing, place, parts) }));
}

async function openThing(thing: Thing, place: Place, parts: OpenParts): Promise<void> {
  if (!vscode.workspace.isTrusted) {
    throw new ExpectedError(
      'untrusted',
      l10n.t('Terminals and pages open only in a trusted workspace. Trust this workspace first.'),
    );
  }
  const model = await parts.inventories.get(place.inventory);
  if (!isDmInventory(model)) {
    throw new ExpectedError(
      'inventory-missing',
      l10n.t(
        '{0} does not exist any more, or holds no DM group.',
        vscode.workspace.asRelativePath(place.inventory),
      ),
    );
  }
  await thing.open({ ...parts, model, target: place.target });
}
