import assert from 'node:assert/strict';
import { earlierRuns } from '../../../src/core/procedure/earlierRuns';
import type { Plan } from '../../../src/core/procedure/plan';
import { foldJournal, type RunState } from '../../../src/core/procedure/runState';
import type { StepOutcome } from '../../../src/core/procedure/step';
import { allWorkers, master, planFor, worker1 } from '../../support/plansFor';

function runOf(plan: Plan, seconds: number, outcome: StepOutcome = 'succeeded'): RunState {
  const state = foldJournal([
    { type: 'planned', version: 2, at: 1_000, run: 'r', user: 'tidb', plan },
    { type: 'ended', at: 1_000 + seconds * 1_000, outcome, survey: undefined },
  ]);
  return state ?? assert.fail();
}

describe('earlierRuns', () => {
  const start = planFor('start', worker1);

  it('tell how long the like took, the latest first, at most five', () => {
    const runs = [
      runOf(start, 9, 'failed'),
      runOf(planFor('start', allWorkers), 99),
      runOf(planFor('stop', worker1), 98),
      ...[1, 2, 3, 4, 5, 6].map((seconds) => runOf(start, seconds)),
    ];
    assert.deepEqual(earlierRuns(runs, start).durations, [1000, 2000, 3000, 4000, 5000]);
  });

  it('keep the two ways of a restart apart', () => {
    const way = (method: 'rolling' | 'stop-start') =>
      planFor('restart-worker', worker1, { method });
    const runs = [runOf(way('rolling'), 20), runOf(way('stop-start'), 30)];
    assert.deepEqual(earlierRuns(runs, way('stop-start')).durations, [30_000]);
  });

  it('know what ran before the last stop of the same instances', () => {
    const baseline = (task: string) => ({ observedAt: 1, subtasks: [], tasks: [task], locks: [] });
    const stop = (target: Parameters<typeof planFor>[1], task: string): RunState =>
      runOf({ ...planFor('stop', target), baseline: baseline(task) }, 1);
    const runs = [stop(master, 'm'), stop(allWorkers, 'latest'), stop(worker1, 'older')];
    assert.deepEqual(earlierRuns(runs, start).lastStop?.tasks, ['latest']);
    assert.equal(earlierRuns([stop(master, 'm')], start).lastStop, undefined);
    assert.equal(earlierRuns([], start).lastStop, undefined);
  });
});
