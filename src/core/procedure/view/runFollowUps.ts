import type { FollowUp } from '../followUp';
import type { RunState } from '../run/runState';

/** What the checks and the looks of a run that has ended suggest to do next, each once. */
export const runFollowUps = (state: RunState): readonly FollowUp[] => [
  ...foundFollowUps(state),
  ...plannedFollowUps(state),
];

/** Of what the run itself looked at. */
export function foundFollowUps({ steps, end }: RunState): readonly FollowUp[] {
  return end === undefined ? [] : eachOnce(steps.flatMap(({ followUps }) => followUps));
}

/** Of what was so before it began, and may be no more; without what the run has found, too. */
export function plannedFollowUps(state: RunState): readonly FollowUp[] {
  if (state.end === undefined) return [];
  const found = new Set(foundFollowUps(state).map(nameOf));
  const planned = state.plan.checks.flatMap(({ followUp }) => followUp ?? []);
  return eachOnce(planned).filter((followUp) => !found.has(nameOf(followUp)));
}

const eachOnce = (followUps: readonly FollowUp[]): readonly FollowUp[] => [
  ...new Map(followUps.map((followUp) => [nameOf(followUp), followUp])).values(),
];

const nameOf = (followUp: FollowUp): string => JSON.stringify(followUp);
