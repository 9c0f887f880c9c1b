import { repairDrift } from './driftRepair';
import { liveHandlers } from './liveCommands';
import { openHandlers } from './openThings';
import type { OperationParts } from './operations';
import { planHandlers } from './planCommands';
import { operationHandlers, showMore } from './targetCommands';

/** Every command that does something with a deployment. */
export function deploymentHandlers(parts: OperationParts) {
  return {
    ...operationHandlers(parts),
    ...openHandlers(parts),
    ...liveHandlers(parts),
    ...planHandlers(parts.plans),
    'dmCluster.drift.repair': (...args: readonly unknown[]) => repairDrift(args, parts),
    'dmCluster.target.more': (...args: readonly unknown[]) => showMore(args, parts),
  };
}
