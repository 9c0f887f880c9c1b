import type { Cluster, Instance } from '../cluster/cluster';
import type { ComponentId } from '../cluster/components';
import type { Target } from '../cluster/target';
import type { Step } from './step';

/** Stable: journals, the command line and tests use these ids. */
export type ProcedureId =
  | 'start'
  | 'stop'
  | 'restart'
  | 'restart-worker'
  | 'restart-master'
  | 'rolling-update'
  | 'deploy';

/** The manual's two ways to restart a component. */
export type RestartMethod = 'rolling' | 'stop-start';

/** What a procedure is made concrete with. */
export interface ProcedureInput {
  readonly cluster: Cluster;
  readonly target: Target;
  /** Instances of the target, in the order of the components; never empty. */
  readonly instances: readonly Instance[];
  readonly method: RestartMethod;
  /** Value of `-i` for every playbook, where the inventory is not ansible.cfg's own. */
  readonly inventoryArgument: string | undefined;
}

/** One operation of the manual, as data. */
export interface Procedure {
  readonly id: ProcedureId;
  /** Section of the operations manual that it follows. */
  readonly manual: string;
  /** What the operator reads as its name, for example "Restart dm_worker1". */
  readonly title: (name: string) => string;
  /** Components it can be used on; undefined for all, and for the whole cluster. */
  readonly components?: readonly ComponentId[];
  /** Whether it has the manual's two ways, so that the operator may choose. */
  readonly hasMethods: boolean;
  /** Whether the operator has to type the cluster's name before it runs. */
  readonly wantsName: (target: Target) => boolean;
  readonly steps: (input: ProcedureInput) => readonly Step[];
  /** What the operator should know before confirming: the manual's warnings, one a line. */
  readonly notes: (input: ProcedureInput) => readonly string[];
}
