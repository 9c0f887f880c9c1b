import { repairDrift } from './clusters/driftRepair';
import { openHandlers } from './opening/openThings';
import { planHandlers } from './procedures/planCommands';
import { procedureHandlers } from './procedures/procedureCommands';
import { operationHandlers, showMore } from './procedures/targetCommands';
import { type RunCommandParts, runHandlers } from './runs/runCommands';

/** Every command that does something with a deployment. */
export function deploymentHandlers(parts: RunCommandParts) {
  return {
    ...operationHandlers(parts),
    ...openHandlers(parts),
    ...procedureHandlers(parts),
    ...planHandlers(parts.plans),
    ...runHandlers(parts),
    'dmCluster.drift.repair': (...args: readonly unknown[]) => repairDrift(args, parts),
    'dmCluster.target.more': (...args: readonly unknown[]) => showMore(args, parts),
  };
}
