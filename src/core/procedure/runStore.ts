import type { Override } from './check';
import type { LockHolder } from './lock';
import type { Plan } from './plan';
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
   * operator goes on. Rejects with the code
   * `locked` when another run holds the lock.
   */
  begin(plan: Plan, overrides?: readonly Override[]): Promise<OpenRun>;
  /** Whoever holds the lock now. */
  lockHolder(): Promise<LockHolder | undefined>;
  /** A run by its id; undefined when there is no journal of it. */
  open(run: string): Promise<OpenRun | undefined>;
  /** Whether a process of the run is alive, or somebody drove it on within the last 90 s. */
  isGoingOn(run: OpenRun): Promise<boolean>;
  /** Takes the lock from a run that nobody drives any more. */
  breakLock(run: string): Promise<void>;
}
