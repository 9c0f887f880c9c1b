import type { Cluster } from '../cluster/cluster';
import { type Target, targetInstances, targetName } from '../cluster/target';
import { procedureById } from './catalog';
import type { Plan } from './plan';
import type { ProcedureId, RestartMethod } from './procedure';
import { endpointOf } from './steps';

export interface PlanRequest {
  readonly cluster: Cluster;
  readonly procedure: ProcedureId;
  readonly target: Target;
  readonly method: RestartMethod;
  /** Directory of the deployment on the control machine, absolute. */
  readonly deployment: string;
  readonly inventory: string;
  /** Value of `-i`, where the inventory is not ansible.cfg's own. */
  readonly inventoryArgument: string | undefined;
}

/** A plan without its checks and environment, which need the control machine. Pure. */
export function makePlan(request: PlanRequest): Plan {
  const { cluster, target, method, inventoryArgument } = request;
  const procedure = procedureById(request.procedure);
  const instances = targetInstances(cluster, target);
  const input = { cluster, target, instances, method, inventoryArgument };
  return {
    version: 1,
    procedure: procedure.id,
    manual: procedure.manual,
    title: procedure.title(targetName(cluster, target)),
    clusterName: cluster.name ?? 'DM',
    deployment: request.deployment,
    inventory: request.inventory,
    target,
    method: procedure.hasMethods ? method : undefined,
    steps: procedure.steps(input),
    affected: instances.map(endpointOf),
    notes: procedure.notes(input),
    checks: [],
    wantsName: procedure.wantsName(target),
    environment: {},
  };
}
