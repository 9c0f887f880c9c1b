import type { Target } from '../cluster/target';
import type { Baseline } from './baseline';
import { blocking, type Check, type Override } from './check';
import type { Endpoint } from './endpoint';
import type { OpenItem } from './openItem';
import type { ProcedureId } from './procedure';
import type { Step } from './step';
import type { Whereabouts } from './whereabouts';

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
  /** Where they are until the inventory is edited, and then; absent where all stay there. */
  readonly whereabouts?: Whereabouts;
  readonly notes: readonly string[];
  /** Where it differs from the manual, and why. */
  readonly corrections: readonly string[];
  readonly checks: readonly Check[];
  /** Left to a person when the steps are done, for example a machine to be fenced. */
  readonly openItems: readonly OpenItem[];
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
  /** SHA-256 of the inventory on disk; undefined when it could not be told. */
  readonly inventoryHash: string | undefined;
  /** The tasks as they were when it was made, for a later start to compare with. */
  readonly baseline: Baseline | undefined;
  /** When the running cluster was looked at; undefined when it was not. */
  readonly liveAt?: number;
  /** How long such runs took before, milliseconds, the latest first. */
  readonly earlier: readonly number[];
}

/** A plan that can be run: with the new texts of the files that it edits, by step. */
export interface ReadyPlan extends Plan {
  /** They may hold secrets: staged in the run's directory, never journaled. */
  readonly staged: ReadonlyMap<string, string>;
}

export function isBlocked(plan: Plan, overrides: readonly Override[] = []): boolean {
  return blocking(plan.checks, overrides).length > 0;
}

/** Names of the playbooks that it runs. */
export const playbooksOf = ({ steps }: Plan): readonly string[] =>
  steps.flatMap((step) => (step.kind === 'playbook' ? [step.invocation.playbook] : []));
