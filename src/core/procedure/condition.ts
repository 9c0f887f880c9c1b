import type { Baseline } from './baseline';
import type { Endpoint } from './endpoint';
import type { FollowUp } from './followUp';

/**
 * Something that can be looked at in the running cluster, as plain data: steps verify it, wait for
 * it, or are left out because of it. Workers are addresses `HOST:PORT`.
 */
export type Condition =
  /** Every endpoint listens, or none does. */
  | {
      readonly kind: 'ports';
      readonly expected: 'open' | 'closed';
      readonly endpoints: readonly Endpoint[];
    }
  /** Each of these, run in the deployment, ends with exit status 0. */
  | { readonly kind: 'commands'; readonly commands: readonly (readonly string[])[] }
  /** DM-master knows these workers, or none of them. */
  | {
      readonly kind: 'workers-known';
      readonly isKnown: boolean;
      readonly workers: readonly string[];
    }
  /** The relay of each worker is in this stage: `Running`, `Paused`. */
  | { readonly kind: 'relay-stage'; readonly stage: string; readonly workers: readonly string[] }
  /** The relay of each worker has all binlog of its upstream. */
  | { readonly kind: 'relay-caught-up'; readonly workers: readonly string[] }
  /** It pulls into another directory than this one: it was told that its primary is another. */
  | { readonly kind: 'relay-switched'; readonly worker: string; readonly directory: string }
  /** On each worker the subtask of the task is in one of these stages, or is `absent`. */
  | {
      readonly kind: 'subtask-stage';
      readonly task: string;
      readonly workers: readonly string[];
      readonly stages: readonly string[];
    }
  /**
   * Each subtask of the task is in this stage, on all DM-workers that DM-master knows, and there is
   * one; `absent`: there is none.
   */
  | { readonly kind: 'task-stage'; readonly task: string; readonly stage: string }
  /** Each subtask is in the stage that it had: `Running` also when it has finished meanwhile. */
  | { readonly kind: 'subtasks'; readonly subtasks: readonly ExpectedSubtask[] }
  /** DM-master lists these tasks and DDL locks: none is missing. Without any: it answers. */
  | {
      readonly kind: 'tasks-and-locks';
      readonly tasks: readonly string[];
      readonly locks: readonly string[];
    }
  /** dmctl and these endpoints tell this version, `v1.0.7`. */
  | {
      readonly kind: 'versions';
      readonly version: string;
      readonly endpoints: readonly Endpoint[];
      /** dmctl is not looked at: it was not updated. */
      readonly isWithoutDmctl?: true;
    }
  /**
   * The new upstream has all that the relay log has, and still has all that it lacks:
   * `gtid_purged` ⊆ relay ⊆ `gtid_executed`, as they were answered to the manual step.
   */
  | {
      readonly kind: 'gtid';
      readonly worker: string;
      readonly flavor: 'mysql' | 'mariadb';
      readonly answersOf: string;
    }
  /**
   * DM-master does not list the lock, and no subtask on these workers waits for it; while its ID is
   * not known, no subtask of the task waits for any, nor with a DDL.
   */
  | {
      readonly kind: 'lock-gone';
      readonly lock?: string;
      readonly task?: string;
      readonly workers: readonly string[];
      /** Workers that can't tell, and are not asked: those that are gone for good. */
      readonly silent: readonly string[];
    }
  /**
   * An earlier step of this run ended otherwise: of what it did not pause, nothing is resumed. Only
   * plans of earlier builds have it, and a run of such a plan may still be resumed.
   */
  | { readonly kind: 'step-not-succeeded'; readonly step: string };

export type ExpectedSubtask = Baseline['subtasks'][number] & {
  /**
   * Id of the step that pauses or stops it. Where that was needless, somebody else had done it, who
   * also decides when it runs again: it is not looked at.
   */
  readonly takenBy?: string;
};

/**
 * What one look found, in one sentence. `unknown`: it could not be seen. `isFinal`: looking again
 * would find the same.
 */
export interface Finding {
  readonly kind: 'holds' | 'differs' | 'unknown';
  readonly sentence: string;
  readonly isFinal?: boolean;
  /** What to do about it. */
  readonly followUps?: readonly FollowUp[];
}

/** Looks once; a later look may leave out what an earlier one has seen already. */
export type Look = () => Promise<Finding>;
