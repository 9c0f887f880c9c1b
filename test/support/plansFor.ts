import type { Target } from '../../src/core/cluster/target';
import { targetParameters } from '../../src/core/procedure/parameters/targetParameters';
import type { ReadyPlan } from '../../src/core/procedure/plan';
import { makePlan } from '../../src/core/procedure/planning/makePlan';
import type { ProcedureId, RestartMethod } from '../../src/core/procedure/procedure';
import type { ClusterStatus } from '../../src/core/status/clusterStatus';
import { clusterOf, sample } from './clusters';

export const wholeCluster: Target = { kind: 'cluster' };
export const allWorkers: Target = { kind: 'component', component: 'dm-worker' };
export const worker1: Target = { kind: 'instance', component: 'dm-worker', alias: 'dm_worker1' };
export const master: Target = { kind: 'component', component: 'dm-master' };

/** A plan for the sample cluster, or another inventory. */
export function planFor(
  procedure: ProcedureId,
  target: Target,
  options: {
    readonly method?: RestartMethod;
    readonly parameters?: Readonly<Record<string, string>>;
    readonly status?: ClusterStatus;
    readonly text?: string;
    readonly inventoryArgument?: string;
  } = {},
): ReadyPlan {
  return makePlan({
    cluster: clusterOf(options.text ?? sample),
    procedure,
    parameters: {
      ...targetParameters(target),
      ...(options.method === undefined ? {} : { method: options.method }),
      ...options.parameters,
    },
    status: options.status,
    deployment: '/home/tidb/dm-ansible',
    inventory: 'inventory.ini',
    inventoryArgument: options.inventoryArgument,
  });
}
