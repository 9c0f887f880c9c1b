import type { Target } from '../cluster/target';
import type { Check } from './check';
import type { ProcedureId, RestartMethod } from './procedure';
import type { Endpoint, Step } from './step';

/**
 * A procedure made concrete for one deployment: what will run, and nothing that is secret. It is
 * written into the journal, so its shape is versioned.
 */
export interface Plan {
  readonly version: 1;
  readonly procedure: ProcedureId;
  readonly manual: string;
  readonly title: string;
  readonly clusterName: string;
  /** Directory of the deployment on the control machine, absolute: the working directory. */
  readonly deployment: string;
  /** File name of the inventory in that directory. */
  readonly inventory: string;
  readonly target: Target;
  readonly method: RestartMethod | undefined;
  readonly steps: readonly Step[];
  /** What may be touched: the instances of the target. */
  readonly affected: readonly Endpoint[];
  readonly notes: readonly string[];
  readonly checks: readonly Check[];
  /** Whether the cluster's name has to be typed. */
  readonly wantsName: boolean;
  /** Environment that every playbook of the run gets, but for the file of its events. */
  readonly environment: Readonly<Record<string, string>>;
}

export function isBlocked(plan: Plan): boolean {
  return plan.checks.some(({ status }) => status === 'block');
}
