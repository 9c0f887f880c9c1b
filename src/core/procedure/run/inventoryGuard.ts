import * as l10n from '@vscode/l10n';
import { fileHash } from './fileHash';
import type { StepContext } from './stepContext';
import type { StepResult } from './stepResult';
import type { StepState } from './stepState';

/**
 * Before a playbook: is the inventory what the plan was made from, or what the run's own edits made
 * of it? Ansible reads it anew each time. Who tries again after that takes it as it is.
 */
export async function inventoryProblem(
  { step, attempt, reason }: StepState,
  { state, ports, record }: StepContext,
): Promise<StepResult | undefined> {
  const { inventory, deployment } = state.plan;
  if (step.kind !== 'playbook' || state.inventoryHash === undefined) return undefined;
  const found = await fileHash(ports.machine, deployment, inventory);
  if (found === state.inventoryHash) return undefined;
  if (found !== undefined && attempt > 1 && reason === 'inventory-changed') {
    await record({ type: 'inventory-accepted', at: ports.clock.now(), hash: found });
    return undefined;
  }
  const sentence =
    found === undefined
      ? l10n.t('{0} is not there any more, or can not be read. Nothing was run.', inventory)
      : l10n.t(
          '{0} has been changed by somebody else meanwhile. Nothing was run. Look at it; trying again takes it as it is.',
          inventory,
        );
  return { outcome: 'failed', reason: 'inventory-changed', sentence, hosts: [] };
}
