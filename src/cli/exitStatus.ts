/** Exit statuses of `dm-cluster`, documented in docs/cli.md; those above 63 are of sysexits.h. */
export const exitStatus = {
  ok: 0,
  /**
   * `lint` or `status` found errors; `list` was given an inventory that Ansible refuses; a check
   * blocks the plan; the run failed, or nobody knows how it ended.
   */
  errors: 1,
  /** `lint` found no errors, but warnings that are more than was allowed; `status` warnings. */
  warnings: 2,
  /** The same with hints. */
  hints: 3,
  /** Nothing was run: a check blocks it, or nobody confirmed it. */
  notBegun: 4,
  /** The run is not over: it waits for a person, or nobody watches it any more. */
  left: 5,
  usage: 64,
  noInput: 66,
  /** Another run holds the lock of the deployment. */
  locked: 75,
  /** As a shell tells of a command that Ctrl-C ended. */
  cancelled: 130,
} as const;
