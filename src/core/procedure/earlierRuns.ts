import type { Baseline } from './baseline';
import type { Plan } from './plan';
import type { RunState } from './runState';

/** Durations that are shown: the latest tell most. */
const mostDurations = 5;

/** What earlier runs tell of a plan; `runs` the latest first. Pure. */
export function earlierRuns(
  runs: readonly RunState[],
  plan: Plan,
): {
  /** Milliseconds that such runs took on the same target, the latest first. */
  readonly durations: readonly number[];
  /** The tasks as they were before one of the affected instances was stopped last. */
  readonly lastStop: Baseline | undefined;
} {
  const durations = runs
    .filter((run) => isAlike(run.plan, plan))
    .flatMap(({ end, startedAt, round }) =>
      // One that was taken up again waited for a person in between.
      end?.outcome === 'succeeded' && round === 0 ? [end.at - startedAt] : [],
    )
    .slice(0, mostDurations);
  const stop = runs.find((run) => run.plan.procedure === 'stop' && touches(run.plan, plan));
  return { durations, lastStop: stop?.plan.baseline };
}

const isAlike = (one: Plan, other: Plan): boolean =>
  one.procedure === other.procedure &&
  one.parameters['method'] === other.parameters['method'] &&
  one.affected.length === other.affected.length;

const touches = (one: Plan, other: Plan): boolean =>
  one.affected.some(({ component, alias }) =>
    other.affected.some((known) => known.component === component && known.alias === alias),
  );
