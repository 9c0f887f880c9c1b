import type { Instance } from '../cluster/cluster';
import type { ComponentId } from '../cluster/components';
import type { Target } from '../cluster/target';
import type { ClusterStatus } from '../status/clusterStatus';
import type { Baseline } from './baseline';
import type { Check } from './check';
import type { Endpoint } from './endpoint';
import type { OpenItem } from './openItem';
import type { Parameter, ParameterInput } from './parameter';
import type { DraftStep } from './step';

/** Stable: journals, the command line and tests use these ids. */
export type ProcedureId =
  | 'start'
  | 'stop'
  | 'restart'
  | 'restart-worker'
  | 'restart-master'
  | 'rolling-update'
  | 'deploy'
  | 'pause-task'
  | 'resume-task'
  | 'stop-task'
  | 'start-task'
  | 'update-task'
  | 'pause-relay'
  | 'resume-relay'
  | 'purge-relay'
  | 'refresh-worker-tasks'
  | 'roll-dmctl'
  | 'check-connectivity'
  | 'handle-ddl-lock'
  | 'upgrade'
  | 'create-worker'
  | 'remove-worker'
  | 'replace-master'
  | 'replace-worker'
  | 'switch-upstream-vip'
  | 'switch-upstream-address';

/** The manual's two ways to restart a component. */
export type RestartMethod = 'rolling' | 'stop-start';

/** What a procedure is for. */
export interface PlaceInput extends ParameterInput {
  readonly target: Target;
  /** Instances of the target, in the order of the components. */
  readonly instances: readonly Instance[];
}

/** What a procedure is made concrete with. */
export interface ProcedureInput extends PlaceInput {
  /** Value of `-i` for every playbook, where the inventory is not ansible.cfg's own. */
  readonly inventoryArgument: string | undefined;
  /** File name of the inventory in the deployment. */
  readonly inventory: string;
  /** The tasks as they are, to be compared with afterwards; undefined when nobody knows. */
  readonly baseline: Baseline | undefined;
  /** What ran on these DM-workers before they were stopped last, as far as a journal tells. */
  readonly lastStop: Baseline['subtasks'];
}

/** What a procedure is made concrete with for its live checks. */
export interface LiveInput extends ProcedureInput {
  readonly status: ClusterStatus;
}

/** One operation of the manual, as data: CONTRIBUTING.md, "How to write a procedure". */
export interface Procedure {
  readonly id: ProcedureId;
  /** Section of the operations manual that it follows. */
  readonly manual: string;
  /** In the order in which they are asked for: a later one may look at an earlier one. */
  readonly parameters: readonly Parameter[];
  /** What it touches; without it, the instances of the target. */
  readonly affected?: (input: PlaceInput) => readonly Endpoint[];
  /** Its steps follow from what runs: while that is not known, its plan is blocked. */
  readonly needsStatus?: true;
  /** What it is for. Without it, what `component` and `instance` name, else the cluster. */
  readonly target?: (input: ParameterInput) => Target;
  /** What the operator reads as its name, for example "Restart dm_worker1"; `name`: the target's. */
  readonly title: (name: string, input: ParameterInput) => string;
  /** Components it can be used on; undefined for all, and for the whole cluster. */
  readonly components?: readonly ComponentId[];
  /** Whether the operator has to type the cluster's name before it runs. */
  readonly wantsName: (target: Target) => boolean;
  /** Whether it destroys something, so that it is confirmed in a modal that says what. */
  readonly wantsModal?: (input: ProcedureInput) => boolean;
  readonly steps: (input: ProcedureInput) => readonly DraftStep[];
  /** What the operator should know before confirming: the manual's warnings, one a line. */
  readonly notes: (input: ProcedureInput) => readonly string[];
  /** Where the plan differs from the manual, and why: one sentence each. */
  readonly corrections?: (input: ProcedureInput) => readonly string[];
  /** What is left to a person when the steps are done. */
  readonly openItems?: (input: ProcedureInput) => readonly OpenItem[];
  /** What can be told without the running cluster, beside the parameters. */
  readonly checks?: (input: ProcedureInput) => readonly Check[];
  /**
   * What can only be told of the running cluster. Called when its status is known; when it is not,
   * the frame warns of that instead.
   */
  readonly liveChecks?: (input: LiveInput) => readonly Check[];
}
