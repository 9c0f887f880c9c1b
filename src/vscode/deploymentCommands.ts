import { repairDrift } from './driftRepair';
import { openHandlers } from './openThings';
import { planHandlers } from './planCommands';
import { procedureHandlers } from './procedureCommands';
import { type RunCommandParts, runHandlers } from './runCommands';
import { operationHandlers, showMore } from './targetCommands';

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
