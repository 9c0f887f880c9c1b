import type { FollowUp } from './followUp';
import type { RunState } from './runState';

/** What the checks and the looks of a run that has ended suggest to do next, each once. */
export function runFollowUps({ plan, steps, end }: RunState): readonly FollowUp[] {
  if (end === undefined) return [];
  const all = [
    ...steps.flatMap(({ followUps }) => followUps),
    ...plan.checks.flatMap(({ followUp }) => followUp ?? []),
  ];
  const known = new Map(all.map((followUp) => [JSON.stringify(followUp), followUp]));
  return [...known.values()];
}
