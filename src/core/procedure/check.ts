/**
 * One thing looked at before a run. `block`: can't go on; `warn`: the operator may go on. What
 * could not be read is a `warn` that says why, never a silent pass.
 */
export interface Check {
  /** Stable kebab-case name. */
  readonly id: string;
  readonly status: 'pass' | 'warn' | 'block';
  /** What was looked at and what was found, one sentence; says what to do when not a pass. */
  readonly sentence: string;
}
