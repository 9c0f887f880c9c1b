import { runEnvironment } from '../ansible/runEnvironment';
import type { ControlMachine } from '../ports/controlMachine';
import { checkInventory, type InventoryState } from './inventoryChecks';
import { makePlan, type PlanRequest } from './makePlan';
import type { Plan } from './plan';
import { checkDeployment, readAnsible } from './preflight';
import type { RunStore } from './runStore';

export interface PreparePorts {
  readonly machine: ControlMachine;
  readonly store: RunStore;
  /** The operator's environment on the control machine, as far as Ansible reads it. */
  readonly environment: Readonly<Record<string, string>>;
}

/** A plan with all its checks made: what the operator is shown. Changes nothing. */
export async function preparePlan(
  request: Omit<PlanRequest, 'inventoryArgument'>,
  inventory: InventoryState,
  ports: PreparePorts,
  signal: AbortSignal,
): Promise<Plan> {
  const [ansible, onDisk] = await Promise.all([
    readAnsible(ports.machine, request.deployment, signal),
    ports.machine.readText(`${request.deployment}/${request.inventory}`),
  ]);
  const own = ansible.config.inventory ?? 'inventory.ini';
  const plan = makePlan({
    ...request,
    inventoryArgument: own === request.inventory ? undefined : request.inventory,
  });
  const inventoryChecks = checkInventory(inventory, onDisk);
  // On an inventory that does not parse, Ansible's preview would speak of another inventory.
  const canPreview = ansible.isUsable && inventoryChecks.every(({ status }) => status !== 'block');
  const deployment = canPreview ? await checkDeployment(plan, ports.machine, signal) : [];
  return {
    ...plan,
    checks: [...inventoryChecks, ...ansible.checks, ...deployment],
    environment: runEnvironment({
      callbackDirectory: ports.store.callbackDirectory,
      config: ansible.config,
      environment: ports.environment,
    }),
  };
}
