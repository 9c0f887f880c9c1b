import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type Target, targetName } from '../../core/cluster/target';
import { restartOf } from '../../core/procedure/catalog';
import { offersFor } from '../../core/procedure/offers';
import type { ProcedureId } from '../../core/procedure/procedure';
import { clusterName } from '../clusters/clusterName';
import type { CommandHandlers } from '../commands';
import type { CommandId } from '../ids';
import { isDmInventory } from '../inventories/inventoryReader';
import { openableThings } from '../opening/openThings';
import { type OperationParts, operate } from './operations';
import { askPlace } from './places';
import { startFrom } from './procedureCommands';

type Verb = 'start' | 'stop' | 'restart' | 'rollingUpdate' | 'deploy';
const verbs: readonly Verb[] = ['start', 'stop', 'restart', 'rollingUpdate', 'deploy'];

/** start, stop, restart, rolling update and deploy of a cluster, a component, an instance. */
export function operationHandlers(
  parts: OperationParts,
): Pick<CommandHandlers, Extract<CommandId, `dmCluster.${Target['kind']}.${Verb}`>> {
  const run =
    (kind: Target['kind'], verb: Verb) =>
    async (...args: readonly unknown[]) => {
      const place = await askPlace(args, { kind, title: verbTitle(verb) }, parts.inventories);
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
  const question = { kind: 'instance', title: l10n.t('More...') } as const;
  const place = await askPlace(args, question, parts.inventories);
  if (place === undefined) return undefined;
  const model = await parts.inventories.get(place.inventory);
  if (!isDmInventory(model)) return undefined;
  const name = targetName(clusterName(model), place.target);
  const items = [
    ...verbs.map((verb) => ({
      label: verbTitle(verb),
      run: (): Promise<unknown> =>
        operate({ ...place, procedure: procedureOf(verb, place.target) }, parts),
    })),
    ...openableThings(model, place, parts),
    ...offersFor(place.target).map(({ procedure, name }) => ({
      label: `${name}...`,
      run: (): Promise<unknown> => startFrom(procedure, [place.inventory, place.target], parts),
    })),
  ];
  const picked = await vscode.window.showQuickPick(items, { title: name });
  return picked?.run();
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
