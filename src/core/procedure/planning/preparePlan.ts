import { runEnvironment } from '../../ansible/runEnvironment';
import type { ControlMachine } from '../../ports/controlMachine';
import type { ReadyPlan } from '../plan';
import { fileHash } from '../run/fileHash';
import type { RunStore } from '../run/runStore';
import { usesAnsible } from '../run/stepCommand';
import { earlierRuns } from '../view/earlierRuns';
import { checkDmctl } from './dmctlPreflight';
import { checkEdits } from './editPreflight';
import { checkInventory, type InventoryState } from './inventoryChecks';
import { makePlan, type PlanRequest } from './makePlan';
import { checkDeployment, readAnsible } from './preflight';
import { checkTaskFiles } from './taskFilePreflight';
import { checkVersions } from './versionPreflight';

export interface PreparePorts {
  readonly machine: ControlMachine;
  readonly store: RunStore;
  /** The operator's environment on the control machine, as far as Ansible reads it. */
  readonly environment: Readonly<Record<string, string>>;
}

export type PrepareRequest = Omit<PlanRequest, 'inventoryArgument' | 'hostsText' | 'lastStop'>;

/** A plan with all its checks made: what the operator is shown. Changes nothing. */
export async function preparePlan(
  request: PrepareRequest,
  inventory: InventoryState,
  ports: PreparePorts,
  signal: AbortSignal,
): Promise<ReadyPlan> {
  const { machine, store } = ports;
  const { deployment } = request;
  const [hostsText, onDisk, runs] = await Promise.all([
    machine.readText(`${deployment}/hosts.ini`),
    machine.readText(`${deployment}/${request.inventory}`),
    store.list(mostRuns),
  ]);
  const draft = makePlan({ ...request, hostsText, inventoryArgument: undefined });
  const earlier = earlierRuns(runs, draft);
  const known = { ...request, hostsText, lastStop: earlier.lastStop };
  const inventoryChecks = checkInventory(inventory, onDisk);
  const needsAnsible = draft.steps.some(usesAnsible);
  const ansible = needsAnsible ? await readAnsible(machine, deployment, signal) : undefined;
  const own = ansible?.config.inventory ?? 'inventory.ini';
  const inventoryArgument = own === request.inventory ? undefined : request.inventory;
  const plan = makePlan({ ...known, inventoryArgument });
  // On an inventory that does not parse, Ansible's preview would speak of another inventory.
  const canPreview =
    ansible?.isUsable === true && inventoryChecks.every(({ status }) => status !== 'block');
  const versions = { status: request.status, wanted: request.cluster.version };
  const [dmctl, files, previews, edits, inventoryHash, told] = await Promise.all([
    checkDmctl(plan, machine, signal),
    checkTaskFiles(plan, machine),
    canPreview ? checkDeployment(plan, machine, signal) : [],
    checkEdits(plan, machine),
    onDisk === undefined ? undefined : fileHash(machine, deployment, request.inventory),
    checkVersions(plan, versions, machine, signal),
  ]);
  return {
    ...plan,
    dmctlVersion: dmctl.version,
    inventoryHash,
    earlier: earlier.durations,
    ...(request.status === undefined ? {} : { liveAt: request.status.observedAt }),
    checks: [
      ...inventoryChecks,
      ...(ansible?.checks ?? []),
      ...plan.checks,
      ...edits,
      ...dmctl.checks,
      ...files,
      ...told,
      ...previews,
    ],
    environment:
      ansible === undefined
        ? {}
        : runEnvironment({
            callbackDirectory: store.callbackDirectory,
            config: ansible.config,
            environment: ports.environment,
          }),
  };
}

/** Runs looked through for how long such a one took, and for what ran before the last stop. */
const mostRuns = 50;
