import assert from 'node:assert/strict';
import { driveRun } from '../../../src/core/procedure/run/engine';
import type { Step } from '../../../src/core/procedure/step';
import { drive, never, silent, stateOf } from '../../support/driving';
import { type FakeRun, fakeRun } from '../../support/fakeRun';
import { planFor, worker1 } from '../../support/plansFor';
import { started } from '../../support/plays';

const plan = planFor('restart-worker', worker1, { method: 'stop-start' });
const nothing = { argv: [], directory: '', environment: {} };
/** What query-status tells of a DM-worker that runs no task. */
const idleWorker = JSON.stringify({
  ...{ result: true, msg: '' },
  workers: [{ result: true, worker: '127.0.0.2:8262', msg: '', subTaskStatus: [] }],
});

describe('driveRun, as a command is about to begin', () => {
  it('begins nothing when somebody took the lock away', async () => {
    const run = fakeRun(plan);
    const state = await drive(run, {}, { onStep: run.stealLock });
    assert.match(state.steps[0]?.sentence ?? '', /^The lock of this deployment was taken away/);
    assert.equal(state.end?.outcome, 'failed');
    assert.deepEqual(run.launched, []);
  });

  const switched: Step = {
    kind: 'dmctl',
    id: 'switch-relay-master',
    title: 'Switch it',
    command: { kind: 'switch-relay-master', workers: ['127.0.0.2:8262'] },
    skipWhen: {
      condition: { kind: 'relay-switched', worker: '127.0.0.2:8262', directory: 'a.000001' },
      reason: 'It was told.',
      mustBeKnown: true,
    },
  };

  it('does not tell a relay log twice, unless it is known that it did not hear', async () => {
    const run = fakeRun({ ...plan, steps: [switched] }, {}, { dmctl: () => 'garbage' });
    const state = await drive(run);
    assert.equal(state.end?.outcome, 'unknown');
    assert.match(state.steps[0]?.sentence ?? '', /printed no answer/);
    assert.deepEqual(run.launched, []);
  });

  it('takes what another window does meanwhile for the run’s own doing', async () => {
    const paused: Step = {
      ...{ kind: 'dmctl', id: 'pause-task-1', title: 'Pause it' },
      command: { kind: 'pause-task', task: 't', workers: ['127.0.0.2:8262'] },
      skipWhen: {
        condition: {
          ...{ kind: 'subtask-stage', task: 't', stages: ['absent'] },
          workers: ['127.0.0.2:8262'],
        },
        reason: 'It does not run.',
      },
    };
    for (const step of [paused, switched]) {
      const run: FakeRun = fakeRun(
        { ...plan, steps: [step] },
        {},
        {
          dmctl: (words) => {
            if (words.includes('query-status')) void run.ports.directory.launch(step.id, nothing);
            return step === switched ? 'garbage' : idleWorker;
          },
        },
      );
      const state = await drive(run);
      assert.equal(state.steps[0]?.outcome, 'succeeded', state.steps[0]?.sentence);
      assert.equal(state.steps[0].isNeedless, false);
      assert.deepEqual(run.launched, [step.id]);
    }
  });

  it('interrupts what another window began as the run was cancelled', async () => {
    const run = fakeRun(plan, { stop: { endsOn: 'interrupt', exitCode: 99, events: [started] } });
    const cancel = new AbortController();
    const { directory } = run.ports;
    const readJournal = async () => {
      if (cancel.signal.aborted) await directory.launch('stop', nothing);
      return directory.readJournal();
    };
    const state = await driveRun(
      stateOf(run),
      { ...run.ports, directory: { ...directory, readJournal } },
      {
        ...silent,
        onStep: () => {
          cancel.abort();
        },
      },
      { cancel: cancel.signal, detach: never() },
    );
    assert.equal(state.end?.outcome, 'cancelled');
    assert.deepEqual([run.launched, run.stops], [['stop'], ['stop interrupt']]);
  });
});
