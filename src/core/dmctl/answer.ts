import type { DmctlCommandKind } from './command';
import type { DdlLock, TaskStates, WorkerResult, WorkerStatus } from './results';

/** What a successful command tells; operations tell how each worker answered. */
export interface DmctlValues {
  readonly tasks: readonly TaskStates[];
  readonly workers: readonly WorkerStatus[];
  readonly locks: readonly DdlLock[];
  readonly operation: readonly WorkerResult[];
}

export type DmctlValueKind = keyof DmctlValues;

/**
 * What dmctl answered. It exits 0 when the operation failed, so only its JSON decides: `ok` when
 * `result` and every worker's `result` are true. `value` of `failed` is what could be read all the
 * same: of three workers two may have answered.
 */
export type DmctlAnswer<K extends DmctlValueKind = DmctlValueKind> =
  | {
      readonly kind: 'ok';
      readonly value: DmctlValues[K];
      /** `msg`, and lines before the JSON: `[warn] ...`. Empty when there is nothing to say. */
      readonly message: string;
    }
  | {
      readonly kind: 'failed';
      readonly value: DmctlValues[K];
      /** Why, in dmctl's words; never empty. */
      readonly message: string;
      /** Workers that failed, and their words. */
      readonly workers: readonly WorkerResult[];
    }
  | {
      /** No answer of this command: nothing is known of what it did. */
      readonly kind: 'unreadable';
      readonly reason: UnreadableReason;
      /** The first lines of what it printed. */
      readonly text: string;
    };

/**
 * `no-master`: DM-master can't be reached, so nothing was done. `broken-off`: it was reached, and then
 * the connection or the deadline ended. `rpc-error`: DM-master or gRPC said no without an answer.
 * `usage`: dmctl did not take the command, usually because it is older. `no-file`: dmctl can't read
 * the task's file. `timed-out`: it was ended for taking too long, and DM-master may go on all the
 * same. `truncated`: JSON that ends in the middle. `other-json`: JSON of another shape. `text`: no
 * JSON at all.
 */
export type UnreadableReason =
  | 'no-master'
  | 'broken-off'
  | 'rpc-error'
  | 'usage'
  | 'no-file'
  | 'timed-out'
  | 'truncated'
  | 'other-json'
  | 'empty'
  | 'text';

/** Which value the answer to a command holds. */
export type DmctlValueOf<C extends DmctlCommandKind> = C extends 'query-tasks'
  ? 'tasks'
  : C extends 'query-status' | 'query-error'
    ? 'workers'
    : C extends 'show-ddl-locks'
      ? 'locks'
      : 'operation';
