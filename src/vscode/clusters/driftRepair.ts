import { driftRepair } from '../../core/status/repair';
import { type OperationParts, operate } from '../procedures/operations';
import { isLiveElement } from './clusterTree';

/** Starts the procedure that brings a cluster back to what its inventory says; the plan is shown. */
export async function repairDrift(
  [element]: readonly unknown[],
  parts: OperationParts,
): Promise<unknown> {
  if (!isLiveElement(element, 'drift')) return undefined;
  const repair = driftRepair(element.node.subject.drift);
  if (repair.kind !== 'procedure') return undefined;
  const { procedure, target } = repair;
  return operate({ inventory: element.model.uri, procedure, target }, parts);
}
