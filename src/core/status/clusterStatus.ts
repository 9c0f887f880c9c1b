import type { ComponentId } from '../cluster/components';
import type { DdlLock, TaskStates, WorkerStatus } from '../dmctl/results';

/** What was found running, and when. Times are milliseconds since 1970. */
export interface ClusterStatus {
  /** When the sweep began, and ended. */
  readonly startedAt: number;
  readonly observedAt: number;
  /** By `instanceKey`; every instance of the inventory has one. */
  readonly instances: ReadonlyMap<string, InstanceStatus>;
  readonly master: MasterStatus;
  readonly drift: readonly Drift[];
}

export type InstanceState = 'up' | 'down' | 'starting' | 'unknown';

export interface InstanceStatus {
  readonly component: ComponentId;
  readonly alias: string;
  /** `HOST:PORT`, as dmctl names workers; undefined while the port is not known. */
  readonly address: string | undefined;
  /**
   * `down`: its machine refuses the port. `starting`: it listens, does not answer yet, and was down
   * at the look before. `unknown`: nobody could tell, see `reason`.
   */
  readonly state: InstanceState;
  /** Why it is not up, or what is odd though it is; one sentence. Empty when there is nothing. */
  readonly reason: string;
  readonly observedAt: number;
  /** When the first sweep of those in a row saw it in this state; not before the first. */
  readonly since?: number;
  /** `v1.0.7` as it tells itself at /status; undefined when it does not. */
  readonly version: string | undefined;
  /** Of a DM-worker: what DM-master tells of it; undefined when it was not asked or can't say. */
  readonly worker: WorkerStatus | undefined;
  /** Of a DM-worker. */
  readonly lags: readonly SubtaskLag[];
}

/** How far a subtask is behind its upstream. What is not known is undefined. */
export interface SubtaskLag {
  readonly task: string;
  /** Bytes of binlog, where both positions are in one file; files between them otherwise. */
  readonly bytes: number | undefined;
  readonly files: number | undefined;
  /** Seconds, from the worker's metrics. */
  readonly seconds: number | undefined;
}

/** What DM-master says of the cluster; `unknown` carries the reason in one sentence. */
export type MasterStatus =
  | {
      readonly kind: 'known';
      readonly tasks: readonly TaskStates[];
      readonly locks: readonly DdlLock[];
      /** What subtasks wait for and DM-master does not have, as two looks in a row found. */
      readonly lostLocks: readonly LostLock[];
      /** It seemed to wait for a worker that the inventory lacks: `stranger-hangs` at the second look. */
      readonly waitsForStranger?: true;
      readonly observedAt: number;
    }
  | { readonly kind: 'unknown'; readonly reason: string; readonly observedAt: number };

/**
 * A subtask that waits for a DDL lock that DM-master does not have: scenario 3 of the locks guide.
 * It waits for ever unless somebody lets it go on.
 */
export interface LostLock {
  readonly id: string;
  readonly task: string;
  /** Address. */
  readonly worker: string;
  /** What the subtask waits with. */
  readonly ddls: readonly string[];
}

/** Where the running cluster is not what the inventory says. */
export type Drift =
  /** In the inventory, but DM-master does not know it: dm-master.toml is older. */
  | { readonly kind: 'worker-not-known'; readonly alias: string; readonly address: string }
  /** DM-master knows it, the inventory lacks it. */
  | { readonly kind: 'worker-not-in-inventory'; readonly address: string }
  /** The same, but DM-master can't say which: it waits for that worker's answer. */
  | { readonly kind: 'stranger-hangs' }
  /** Of a component; what is prepared once is rolled to all of them. */
  | {
      readonly kind: 'version';
      readonly component: ComponentId;
      readonly wanted: string;
      /** At least one. */
      readonly instances: readonly OtherVersion[];
    }
  /** `master-addr` of dmctl.toml is not the inventory's DM-master. */
  | { readonly kind: 'dmctl-points-elsewhere'; readonly found: string; readonly wanted: string };

/** An instance that runs another version than dm_version. */
export interface OtherVersion {
  readonly alias: string;
  readonly running: string;
}

/** Component and alias together name an instance. */
export function instanceKey(instance: {
  readonly component: ComponentId;
  readonly alias: string;
}): string {
  return `${instance.component}/${instance.alias}`;
}
