/**
 * What dmctl tells of a cluster. Names of stages (`New`, `Running`, `Paused`, `Stopped`, `Finished`)
 * and units (`Check`, `Dump`, `Load`, `Sync`) are dmctl's own, since jsonpb prints enums by name: one
 * that is not known here is kept as it is, for a newer version may have more.
 */

/** One line of `query-status` without a task. */
export interface TaskStates {
  readonly name: string;
  /** `Running`, `Paused`, ..., or `Error - ...` as dmctl puts it. */
  readonly status: string;
  /** Addresses. */
  readonly workers: readonly string[];
}

/** How one worker took a command; `worker` is its address, empty when dmctl names none. */
export interface WorkerResult {
  readonly worker: string;
  readonly isOk: boolean;
  readonly message: string;
}

/** An error of a unit, as far as dmctl gives it: before 1.0.6 it has a message only. */
export interface UnitError {
  readonly type: string;
  readonly message: string;
  /** `10006`; undefined where dmctl gives none. */
  readonly code: number | undefined;
  readonly cause: string | undefined;
  /** Of query-error about a Sync unit: where it failed, `(mysql-bin.000001, 3234)`. */
  readonly position?: string;
  /** Of query-error about a Sync unit: the statement that failed. */
  readonly sql?: string;
}

/** A binlog position; `subDirectory` is the suffix of the relay directory, `000001`. */
export interface BinlogPosition {
  readonly file: string;
  readonly offset: number;
  readonly subDirectory: string | undefined;
}

export type UnitProgress =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'load';
      /** Bytes; a total of 0 is not known yet. */
      readonly finished: number;
      readonly total: number;
      /** As dmctl prints it: `25.50 %`. */
      readonly progress: string;
      /** Of the upstream when the dump was made: what Sync reads from afterwards. */
      readonly syncsFrom: BinlogPosition | undefined;
    }
  | {
      readonly kind: 'sync';
      readonly totalEvents: number;
      /** Events a second. */
      readonly totalTps: number;
      readonly recentTps: number;
      readonly master: BinlogPosition | undefined;
      readonly masterGtid: string;
      readonly syncer: BinlogPosition | undefined;
      readonly syncerGtid: string;
      readonly blockingDdls: readonly string[];
      readonly unresolvedGroups: readonly UnresolvedGroup[];
      /** Whether it has caught up with the upstream. */
      readonly isSynced: boolean;
    };

/** A sharding group of one target table that waits for some of its sources. */
export interface UnresolvedGroup {
  readonly target: string;
  readonly ddls: readonly string[];
  readonly firstPosition: string;
  readonly synced: readonly string[];
  readonly unsynced: readonly string[];
}

export interface SubtaskStatus {
  /** Name of the task. */
  readonly task: string;
  readonly stage: string;
  readonly unit: string;
  readonly errors: readonly UnitError[];
  readonly unresolvedDdlLock: string | undefined;
  readonly progress: UnitProgress;
}

export interface RelayStatus {
  readonly stage: string;
  readonly master: BinlogPosition | undefined;
  readonly masterGtid: string;
  readonly relaySubDirectory: string;
  readonly relay: BinlogPosition | undefined;
  readonly relayGtid: string;
  readonly isCaughtUp: boolean;
  readonly errors: readonly UnitError[];
}

/** One worker in the answer of `query-status TASK` or `-w`. */
export interface WorkerStatus {
  /** Address. */
  readonly worker: string;
  readonly isOk: boolean;
  readonly message: string;
  readonly subtasks: readonly SubtaskStatus[];
  readonly relay: RelayStatus | undefined;
}

/** A sharding DDL lock on DM-master; workers are addresses. */
export interface DdlLock {
  /** ``test-`shard_db`.`shard_table` ``. */
  readonly id: string;
  readonly task: string;
  readonly owner: string;
  readonly ddls: readonly string[];
  readonly synced: readonly string[];
  readonly unsynced: readonly string[];
}
