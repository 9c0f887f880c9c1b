import type { Baseline } from '../baseline';
import type { Plan } from '../plan';
import { subtasksBeforeStop } from '../run/lastStop';
import type { RunState } from '../run/runState';

/** Durations that are shown: the latest tell most. */
const mostDurations = 5;

/** What earlier runs tell of a plan; `runs` the latest first. Pure. */
export function earlierRuns(
  runs: readonly RunState[],
  plan: Plan,
): {
  /** Milliseconds that such runs took on the same target, the latest first. */
  readonly durations: readonly number[];
  /** What ran on the affected DM-workers before they were stopped last. */
  readonly lastStop: Baseline['subtasks'];
} {
  const durations = runs
    .filter((run) => isAlike(run.plan, plan))
    .flatMap(({ end, startedAt, round }) =>
      // One that was taken up again waited for a person in between.
      end?.outcome === 'succeeded' && round === 0 ? [end.at - startedAt] : [],
    )
    .slice(0, mostDurations);
  return { durations, lastStop: subtasksBeforeStop(runs, plan) };
}

const isAlike = (one: Plan, other: Plan): boolean =>
  one.procedure === other.procedure &&
  one.parameters['method'] === other.parameters['method'] &&
  one.affected.length === other.affected.length;
