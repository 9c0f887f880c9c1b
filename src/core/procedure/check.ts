import type { FollowUp } from './followUp';

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
  /** Of a `block`: the operator may go on all the same, with a reason that is journaled. */
  readonly canOverride?: true;
  /** What may have to be done when the run is over. */
  readonly followUp?: FollowUp;
}

/** That the operator went on over a check, and why. */
export interface Override {
  /** Id of the check. */
  readonly check: string;
  readonly reason: string;
}

/** What keeps a run from starting: blocks that were not, or can't be, gone on over. */
export function blocking(
  checks: readonly Check[],
  overrides: readonly Override[] = [],
): readonly Check[] {
  const overridden = new Set(overrides.map(({ check }) => check));
  return checks.filter(
    ({ status, id, canOverride }) =>
      status === 'block' && !(canOverride === true && overridden.has(id)),
  );
}
