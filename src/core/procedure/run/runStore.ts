import type { Override } from '../check';
import type { ReadyPlan } from '../plan';
import type { JournalEvent } from './journal';
import type { LockHolder } from './lock';
import type { RunDirectory } from './runDirectory';
import type { RunState } from './runState';

/** A run that was begun: the lock is held and the plan is in its journal. */
export interface OpenRun {
  readonly directory: RunDirectory;
  readonly state: RunState;
}

/** The runs of one deployment, kept on its control machine below `.dm-cluster/`. */
export interface RunStore {
  /** Directory that the callback plugin lies in during a run. */
  readonly callbackDirectory: string;
  /**
   * Takes the deployment's lock and writes the plan into a new journal, and over which checks the
   * operator goes on. Rejects with the code `locked` when another run holds the lock.
   */
  begin(plan: ReadyPlan, overrides?: readonly Override[]): Promise<OpenRun>;
  /**
   * Takes the lock for a run that was begun before, and writes down what the operator decided about
   * it; to be driven then. Rejects with `locked`, or `no-run`.
   */
  resume(run: string, decided: readonly JournalEvent[]): Promise<OpenRun>;
  /** Whoever holds the lock now. */
  lockHolder(): Promise<LockHolder | undefined>;
  /** A run by its id; undefined when there is no journal of it. */
  open(run: string): Promise<OpenRun | undefined>;
  /** At most `most` runs, the latest first. */
  list(most: number): Promise<readonly RunState[]>;
  /**
   * Removes runs that ended before `time` (milliseconds since 1970); never one that has not ended or
   * holds the lock. Resolves with their ids.
   */
  removeBefore(time: number): Promise<readonly string[]>;
  /** Whether a process of the run is alive, a person is waited for, or its driver was, 90 s ago. */
  isGoingOn(run: OpenRun): Promise<boolean>;
  /** Takes the lock from a run that nobody drives any more. */
  breakLock(run: string): Promise<void>;
}
