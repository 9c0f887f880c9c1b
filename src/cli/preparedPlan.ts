import * as l10n from '@vscode/l10n';
import { validate } from '../core/cluster/validate';
import { refusalOf } from '../core/errors/cancelled';
import { parseInventory } from '../core/inventory/parseInventory';
import type { Check } from '../core/procedure/check';
import type { ReadyPlan } from '../core/procedure/plan';
import { checkInventory, type InventoryState } from '../core/procedure/planning/inventoryChecks';
import { makePlan } from '../core/procedure/planning/makePlan';
import { type PrepareRequest, preparePlan } from '../core/procedure/planning/preparePlan';
import type { Procedure } from '../core/procedure/procedure';
import type { RunStore } from '../core/procedure/run/runStore';
import { takeStatus } from '../core/status/takeStatus';
import type { ClusterFile } from './clusterFile';
import type { CommandContext } from './command';

export interface PlanWish {
  readonly procedure: Procedure;
  readonly parameters: Readonly<Record<string, string>>;
  /** Without asking what runs. */
  readonly isOffline: boolean;
  /** Milliseconds that ports, subtasks and tasks have to come back. */
  readonly verifyDeadline: number | undefined;
}

const never = new AbortController().signal;

/** The plan as it would run now, with all its checks made. */
export async function preparedPlan(
  wish: PlanWish,
  file: ClusterFile,
  store: RunStore,
  context: CommandContext,
): Promise<ReadyPlan> {
  const { machine, ansibleEnvironment: environment } = context;
  const live = wish.isOffline ? offline() : await readLive(file, context);
  const request = { ...requestOf(wish, file), ...live };
  return preparePlan(request, stateOf(file), { machine, store, environment }, never);
}

/** The plan as the inventory alone makes it: nothing is asked, also not Ansible. */
export async function offlinePlan(
  wish: PlanWish,
  file: ClusterFile,
  { machine }: CommandContext,
): Promise<ReadyPlan> {
  const { deployment, inventory, source } = file;
  const onDisk = await machine.readText(`${deployment}/${inventory}`);
  const plan = makePlan({
    ...requestOf(wish, file),
    ...offline(),
    hostsText: source.hostsText,
    // Until ansible.cfg says otherwise; Ansible, who knows which it is, is not asked.
    inventoryArgument: inventory === 'inventory.ini' ? undefined : inventory,
  });
  return { ...plan, checks: [...checkInventory(stateOf(file), onDisk), notMade(), ...plan.checks] };
}

const requestOf = (
  { procedure, parameters, verifyDeadline }: PlanWish,
  { cluster, deployment, inventory }: ClusterFile,
): PrepareRequest => ({
  ...{ cluster, procedure: procedure.id, parameters },
  ...{ deployment, inventory, verifyDeadline },
});

/** The text is the one on disk: nobody edits it here. */
function stateOf({ cluster, source }: ClusterFile): InventoryState {
  const { text, files, hostsText } = source;
  const beside = hostsText === undefined ? {} : { hostsFile: parseInventory(hostsText) };
  const problems = validate(cluster.inventory, cluster, files, beside);
  return { text, problems, isUnsaved: false };
}

/** A cluster that can't be asked keeps nobody from planning: the plan says so. */
async function readLive(
  { cluster, deployment }: ClusterFile,
  { machine, clock }: CommandContext,
): Promise<Pick<PrepareRequest, 'status' | 'statusReason'>> {
  try {
    const place = { machine, path: deployment };
    const how = { clock, signal: never, previous: undefined };
    return { status: await takeStatus(cluster, place, how) };
  } catch (error) {
    return { statusReason: refusalOf(error).message };
  }
}

const offline = () => ({ statusReason: l10n.t('nobody asked it (--offline).') });

const notMade = (): Check => ({
  id: 'offline',
  status: 'warn',
  sentence: l10n.t(
    'The control machine was not asked (--offline): Ansible, dmctl and the files of the deployment were not looked at.',
  ),
});
