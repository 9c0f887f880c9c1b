/** Exit statuses of `dm-cluster`, documented in docs/cli.md; those above 63 are of sysexits.h. */
export const exitStatus = {
  ok: 0,
  /** `lint` or `status` found errors; `list` was given an inventory that Ansible refuses. */
  errors: 1,
  /** `lint` found no errors, but warnings that are more than was allowed; `status` warnings. */
  warnings: 2,
  /** The same with hints. */
  hints: 3,
  usage: 64,
  noInput: 66,
} as const;
