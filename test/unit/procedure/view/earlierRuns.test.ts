import assert from 'node:assert/strict';
import type { Target } from '../../../../src/core/cluster/target';
import type { Plan } from '../../../../src/core/procedure/plan';
import type { ProcedureId } from '../../../../src/core/procedure/procedure';
import { foldJournal, type RunState } from '../../../../src/core/procedure/run/runState';
import type { StepOutcome } from '../../../../src/core/procedure/step';
import { earlierRuns } from '../../../../src/core/procedure/view/earlierRuns';
import { allWorkers, master, planFor, wholeCluster, worker1 } from '../../../support/plansFor';

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

  describe('know what ran before the last stop', () => {
    const addresses = ['127.0.0.2:8262', '127.0.0.3:8263'];
    /** A stop before which this task ran on every DM-worker. */
    const stop = (target: Target, ...tasks: readonly string[]): RunState => {
      const subtasks = tasks.flatMap((task) =>
        addresses.map((worker) => ({ worker, task, stage: 'Running' })),
      );
      const baseline = { observedAt: 1, subtasks, tasks: [], locks: [] };
      return runOf({ ...planFor('stop', target), baseline }, 1);
    };
    const ran = (runs: readonly RunState[], target: Target = worker1): readonly string[] =>
      earlierRuns(runs, planFor('start', target)).lastStop.map(
        ({ worker, task }) => `${task} ${worker}`,
      );
    const worker2 = { kind: 'instance', component: 'dm-worker', alias: 'dm_worker2' } as const;
    const done = (id: ProcedureId, target: Target, outcome?: StepOutcome) =>
      runOf(planFor(id, target), 1, outcome);

    it('of the same instances', () => {
      const runs = [stop(master, 'm'), stop(allWorkers, 'late'), stop(worker1, 'older')];
      assert.deepEqual(ran(runs), [`late ${addresses[0]}`]);
      assert.deepEqual(ran([stop(master, 'm')]), []);
      assert.deepEqual(ran([]), []);
    });

    it('of each, where they were stopped one by one', () => {
      const runs = [stop(worker2, 'b'), stop(worker1, 'a')];
      assert.deepEqual(ran(runs, wholeCluster), [`a ${addresses[0]}`, `b ${addresses[1]}`]);
    });

    it('but not before a start that went well', () => {
      const stopped = stop(allWorkers, 'a');
      for (const id of ['start', 'restart-worker', 'rolling-update'] as const) {
        assert.deepEqual(ran([done(id, worker1), stopped]), [], id);
        assert.deepEqual(ran([done(id, worker2), stopped]), [`a ${addresses[0]}`], id);
        assert.deepEqual(ran([done(id, worker1, 'failed'), stopped]), [`a ${addresses[0]}`], id);
      }
    });

    it('also where a second stop could not see what ran before the first', () => {
      const first = stop(allWorkers, 'a');
      // DM-master was down with them: nobody could tell.
      assert.deepEqual(ran([done('stop', allWorkers), first]), [`a ${addresses[0]}`]);
      const blind = { observedAt: 2, subtasks: [], tasks: [], locks: [] };
      const again = (told?: readonly string[]) =>
        runOf(
          {
            ...planFor('stop', allWorkers),
            baseline: told === undefined ? blind : { ...blind, told },
          },
          1,
        );
      // DM-master told, but not of this one, for it was down.
      assert.deepEqual(ran([again(), first]), [`a ${addresses[0]}`]);
      assert.deepEqual(ran([again(addresses.slice(1)), first]), [`a ${addresses[0]}`]);
      // It told that it runs nothing.
      assert.deepEqual(ran([again(addresses), first]), []);
      // What ran before an older stop is past, as ever.
      assert.deepEqual(ran([again(), done('start', allWorkers), first]), []);
    });

    it('before a restart that did not succeed', () => {
      for (const id of ['restart-worker', 'rolling-update', 'upgrade'] as const) {
        const subtasks = [{ worker: addresses[0] ?? '', task: 'b', stage: 'Running' }];
        const baseline = { observedAt: 2, subtasks, tasks: ['b'], locks: [] };
        const parameters = id === 'upgrade' ? { parameters: { version: 'v1.0.8' } } : {};
        const plan = { ...planFor(id, allWorkers, parameters), baseline };
        const runs = (outcome: StepOutcome) => [runOf(plan, 1, outcome), stop(allWorkers, 'a')];
        assert.deepEqual(ran(runs('failed')), [`b ${addresses[0]}`], id);
        assert.deepEqual(ran(runs('cancelled')), [`b ${addresses[0]}`], id);
        assert.deepEqual(ran(runs('succeeded')), [], id);
      }
    });

    it('without a task that was stopped or paused since', () => {
      const stopped = stop(allWorkers, 'a', 'b');
      for (const id of ['stop-task', 'pause-task'] as const) {
        const task = runOf(planFor(id, wholeCluster, { parameters: { task: 'a' } }), 1);
        assert.deepEqual(ran([task, stopped]), [`b ${addresses[0]}`], id);
      }
    });
  });
});
