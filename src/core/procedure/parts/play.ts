import type { PlaybookInvocation } from '../../ansible/playbook';
import type { Cluster, Instance } from '../../cluster/cluster';
import type { ComponentId } from '../../cluster/components';
import { allInstances } from '../../cluster/readCluster';
import type { ProcedureInput } from '../procedure';
import type { Step } from '../step';

/** A playbook for these hosts, on the inventory that the procedure is for. */
export function play(
  { inventoryArgument }: ProcedureInput,
  id: string,
  title: string,
  invocation: PlaybookInvocation,
  hosts: readonly string[],
): Step {
  const inventory = inventoryArgument === undefined ? {} : { inventory: inventoryArgument };
  return { kind: 'playbook', id, title, invocation: { ...inventory, ...invocation }, hosts };
}

export function instancesOf(cluster: Cluster, component: ComponentId): readonly Instance[] {
  return allInstances(cluster).filter((instance) => instance.component === component);
}

export const aliasesOf = (cluster: Cluster, component: ComponentId): readonly string[] =>
  instancesOf(cluster, component).map(({ alias }) => alias);
