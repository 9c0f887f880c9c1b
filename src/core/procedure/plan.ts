import type { Target } from '../cluster/target';
import { blocking, type Check, type Override } from './check';
import type { Endpoint } from './endpoint';
import type { ProcedureId } from './procedure';
import type { Step } from './step';

/**
 * A procedure made concrete for one deployment: what will run, and nothing that is secret. It is
 * written into the journal, so its shape is versioned; `planVersions.ts` reads older ones.
 */
export interface Plan {
  readonly version: 2;
  readonly procedure: ProcedureId;
  readonly manual: string;
  readonly title: string;
  readonly clusterName: string;
  /** Directory of the deployment on the control machine, absolute: the working directory. */
  readonly deployment: string;
  /** File name of the inventory in that directory. */
  readonly inventory: string;
  readonly target: Target;
  /** What it was made with, defaults included, secrets left out. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
  /** What may be touched: the instances of the target. */
  readonly affected: readonly Endpoint[];
  readonly notes: readonly string[];
  /** Where it differs from the manual, and why. */
  readonly corrections: readonly string[];
  readonly checks: readonly Check[];
  /** Whether the cluster's name has to be typed. */
  readonly wantsName: boolean;
  /** Whether it is confirmed in a modal that says what is destroyed. */
  readonly wantsModal?: boolean;
  /** Environment that every playbook of the run gets, but for the file of its events. */
  readonly environment: Readonly<Record<string, string>>;
  /** DM-master's `HOST:PORT`, for dmctl; undefined while the inventory does not tell. */
  readonly masterAddress: string | undefined;
  /** Of the dmctl in the deployment; undefined when it did not tell, or no step needs it. */
  readonly dmctlVersion: string | undefined;
}

export function isBlocked(plan: Plan, overrides: readonly Override[] = []): boolean {
  return blocking(plan.checks, overrides).length > 0;
}
