import { runEnvironment } from '../ansible/runEnvironment';
import type { ControlMachine } from '../ports/controlMachine';
import { checkDmctl } from './dmctlPreflight';
import { checkInventory, type InventoryState } from './inventoryChecks';
import { makePlan, type PlanRequest } from './makePlan';
import type { Plan } from './plan';
import { checkDeployment, readAnsible } from './preflight';
import type { RunStore } from './runStore';
import { usesAnsible } from './stepCommand';

export interface PreparePorts {
  readonly machine: ControlMachine;
  readonly store: RunStore;
  /** The operator's environment on the control machine, as far as Ansible reads it. */
  readonly environment: Readonly<Record<string, string>>;
}

export type PrepareRequest = Omit<PlanRequest, 'inventoryArgument' | 'hostsText'>;

/** A plan with all its checks made: what the operator is shown. Changes nothing. */
export async function preparePlan(
  request: PrepareRequest,
  inventory: InventoryState,
  ports: PreparePorts,
  signal: AbortSignal,
): Promise<Plan> {
  const { machine } = ports;
  const { deployment } = request;
  const [hostsText, onDisk] = await Promise.all([
    machine.readText(`${deployment}/hosts.ini`),
    machine.readText(`${deployment}/${request.inventory}`),
  ]);
  const inventoryChecks = checkInventory(inventory, onDisk);
  const draft = makePlan({ ...request, hostsText, inventoryArgument: undefined });
  if (!draft.steps.some(usesAnsible)) {
    const dmctl = await checkDmctl(draft, machine, signal);
    return {
      ...draft,
      dmctlVersion: dmctl.version,
      checks: [...inventoryChecks, ...draft.checks, ...dmctl.checks],
    };
  }
  const ansible = await readAnsible(machine, deployment, signal);
  const own = ansible.config.inventory ?? 'inventory.ini';
  const plan =
    own === request.inventory
      ? draft
      : makePlan({ ...request, hostsText, inventoryArgument: request.inventory });
  // On an inventory that does not parse, Ansible's preview would speak of another inventory.
  const canPreview = ansible.isUsable && inventoryChecks.every(({ status }) => status !== 'block');
  const [dmctl, deploymentChecks] = await Promise.all([
    checkDmctl(plan, machine, signal),
    canPreview ? checkDeployment(plan, machine, signal) : [],
  ]);
  return {
    ...plan,
    dmctlVersion: dmctl.version,
    checks: [
      ...inventoryChecks,
      ...ansible.checks,
      ...plan.checks,
      ...dmctl.checks,
      ...deploymentChecks,
    ],
    environment: runEnvironment({
      callbackDirectory: ports.store.callbackDirectory,
      config: ansible.config,
      environment: ports.environment,
    }),
  };
}
