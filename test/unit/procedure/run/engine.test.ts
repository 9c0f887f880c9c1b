import assert from 'node:assert/strict';
import { driveRun } from '../../../../src/core/procedure/run/engine';
import { foldJournal } from '../../../../src/core/procedure/run/runState';
import { drive, never, silent } from '../../../support/driving';
import {
  type FakeRun,
  fakeRun,
  type Interruption,
  type StepScript,
} from '../../../support/fakeRun';
import { planFor, worker1 } from '../../../support/plansFor';
import { goodPlay, result, started, task } from '../../../support/plays';

const plan = planFor('restart-worker', worker1, { method: 'stop-start' });
const words = (run: FakeRun): string =>
  run.journal
    .map((event) => ('step' in event ? `${event.type} ${event.step}` : event.type))
    .join(', ');

const failing: StepScript = {
  exitCode: 2,
  events: [started, task('1'), result('failed', 'dm_worker1', '1', { msg: 'no' })],
};

describe('driveRun', () => {
  it('runs all steps in order and gives the lock back', async () => {
    const run = fakeRun(plan);
    const state = await drive(run);
    assert.equal(state.end?.outcome, 'succeeded');
    assert.equal(state.end.survey, undefined);
    assert.deepEqual(run.launched, ['stop', 'start']);
    assert.equal(run.isLocked(), false);
    assert.deepEqual(foldJournal(run.journal), state);
  });

  it('writes each transition down before it takes effect', async () => {
    const run = fakeRun(plan);
    await drive(run);
    assert.deepEqual(run.calls, [
      'append step-started',
      'launch stop',
      'follow stop',
      'append step-ended',
      'append step-started',
      'append step-ended',
      'append step-started',
      'launch start',
      'follow start',
      'append step-ended',
      'append step-started',
      'append step-ended',
      'append step-started',
      'append step-ended',
      'append ended',
      'removeTexts',
      'releaseLock',
    ]);
  });

  it('tells whoever watches', async () => {
    const seen: string[] = [];
    await drive(
      fakeRun(plan),
      {},
      {
        onStep: ({ id }) => seen.push(`step ${id}`),
        onOutput: (text) => seen.push(text.trim()),
        onResults: ({ id }, { stats }) => {
          if (stats !== undefined && !seen.includes(`results ${id}`)) seen.push(`results ${id}`);
        },
        onState: ({ end }) => {
          if (end !== undefined) seen.push(end.outcome);
        },
      },
    );
    assert.deepEqual(seen, [
      'step stop',
      'stop says hello',
      'results stop',
      'step verify-down',
      'step start',
      'start says hello',
      'results start',
      'step verify-up',
      'step verify-known',
      'succeeded',
    ]);
  });

  it('stops after a failed step and looks at what is down', async () => {
    const run = fakeRun(plan, { start: failing }, { listens: () => false });
    const state = await drive(run);
    assert.equal(state.end?.outcome, 'failed');
    assert.deepEqual(state.end.survey, { up: [], down: ['dm_worker1'], unknown: [] });
    assert.equal(state.steps[3]?.status, 'pending');
    assert.match(state.steps[2]?.sentence ?? '', /failed on dm_worker1: no/);
    assert.equal(run.isLocked(), false);
  });

  it('fails when the service is not as it should be in the end', async () => {
    const state = await drive(fakeRun(plan, {}, { listens: () => true }));
    const verification = state.steps[1];
    assert.equal(verification?.outcome, 'failed');
    assert.match(verification.sentence ?? '', /Still listening: dm_worker1/);
    assert.equal(state.end?.outcome, 'failed');
  });

  it('does not know the outcome of a step that was lost', async () => {
    const run = fakeRun(plan, { stop: { exitCode: undefined, events: [started] } });
    const state = await drive(run);
    assert.equal(state.end?.outcome, 'unknown');
    assert.deepEqual(run.launched, ['stop']);
    assert.ok(state.end.survey);
  });

  it('follows a step that an earlier process started, and starts it no second time', async () => {
    const run = fakeRun(plan);
    await run.ports.directory.append({ type: 'step-started', at: 0, step: 'stop' });
    await run.ports.directory.launch('stop', { argv: [], directory: '', environment: {} });
    const state = await drive(run);
    assert.equal(state.end?.outcome, 'succeeded');
    assert.deepEqual(run.launched, ['stop', 'start']);
  });

  it('does nothing with a run that has ended but to give the lock back', async () => {
    const run = fakeRun(plan);
    const first = await drive(run);
    const calls = run.calls.length;
    assert.deepEqual(await drive(run), first);
    assert.deepEqual(run.calls.slice(calls), ['removeTexts', 'releaseLock']);
  });

  it('goes on from what another window has written meanwhile', async () => {
    const run = fakeRun(plan);
    const other = fakeRun(plan);
    await drive(other);
    const state = foldJournal(run.journal) ?? assert.fail();
    // Both windows begin; the other one is through when this one has its first step.
    const directory = { ...run.ports.directory, readJournal: () => Promise.resolve(other.journal) };
    const end = await driveRun(state, { ...run.ports, directory }, silent, {
      cancel: never(),
      detach: never(),
    });
    assert.equal(end.end?.outcome, 'succeeded');
    assert.deepEqual(run.launched, []);
  });

  it('leaves the run as it is when the outside world fails', async () => {
    const run = fakeRun(
      plan,
      {},
      {
        interrupt: () => (call) => {
          if (call === 'follow stop') throw new Error('connection lost');
        },
      },
    );
    await assert.rejects(drive(run), /connection lost/);
    assert.equal(words(run), 'planned, step-started stop');
    assert.equal(run.isLocked(), true);
  });
});

describe('driveRun, cancelled', () => {
  const onceLaunched = (cancel: AbortController) => (): Interruption => (call, moment) => {
    if (call.startsWith('launch ') && moment === 'after') cancel.abort();
  };

  it('before it begins: nothing is run', async () => {
    const run = fakeRun(plan);
    const state = await drive(run, { cancel: AbortSignal.abort() });
    assert.equal(state.end?.outcome, 'cancelled');
    assert.deepEqual(run.launched, []);
    assert.equal(words(run), 'planned, cancel-requested, ended');
  });

  it('while a command runs: it gets Ctrl-C, and the survey says what is down', async () => {
    const cancel = new AbortController();
    const run = fakeRun(
      plan,
      { stop: { endsOn: 'interrupt', exitCode: 99, events: [started, task('1')] } },
      { interrupt: onceLaunched(cancel) },
    );
    const state = await drive(run, { cancel: cancel.signal });
    assert.deepEqual(run.stops, ['stop interrupt']);
    assert.equal(state.end?.outcome, 'cancelled');
    assert.deepEqual(state.end.survey?.down, ['dm_worker1']);
    assert.deepEqual(run.launched, ['stop']);
  });

  it('with a command that does not hear: it is stopped harder and harder', async () => {
    const cancel = new AbortController();
    const run = fakeRun(
      plan,
      { stop: { endsOn: 'kill', exitCode: undefined, events: [started] } },
      { interrupt: onceLaunched(cancel) },
    );
    const state = await drive(run, { cancel: cancel.signal });
    assert.deepEqual(run.stops, ['stop interrupt', 'stop terminate', 'stop kill']);
    assert.equal(state.end?.outcome, 'cancelled');
  });

  it('as a command is about to begin: it does not', async () => {
    const run = fakeRun(plan);
    const cancel = new AbortController();
    const state = await drive(
      run,
      { cancel: cancel.signal },
      {
        onStep: () => {
          cancel.abort();
        },
      },
    );
    assert.equal(state.end?.outcome, 'cancelled');
    assert.deepEqual([run.launched, run.stops], [[], []]);
    assert.equal(state.steps[0]?.sentence, 'Cancelled before it began.');
  });

  it('between two steps: the next is not begun', async () => {
    const run = fakeRun(plan);
    const cancel = new AbortController();
    const state = await drive(
      run,
      { cancel: cancel.signal },
      {
        onState: ({ steps }) => {
          if (steps[1]?.status === 'ended') cancel.abort();
        },
      },
    );
    assert.equal(state.end?.outcome, 'cancelled');
    assert.deepEqual(run.launched, ['stop']);
    assert.deepEqual(run.stops, []);
  });

  it('while ports are looked at', async () => {
    const run = fakeRun(plan, {}, { listens: () => true });
    const cancel = new AbortController();
    const state = await drive(
      run,
      { cancel: cancel.signal },
      {
        onStep: ({ id }) => {
          if (id === 'verify-down') cancel.abort();
        },
      },
    );
    assert.equal(state.steps[1]?.outcome, 'cancelled');
    assert.equal(state.end?.outcome, 'cancelled');
  });

  it('too late: the command had ended well', async () => {
    const cancel = new AbortController();
    const run = fakeRun(
      planFor('deploy', worker1),
      { deploy: { endsOn: 'interrupt', events: goodPlay('dm_worker1') } },
      { interrupt: onceLaunched(cancel) },
    );
    const state = await drive(run, { cancel: cancel.signal });
    assert.equal(state.steps[0]?.outcome, 'succeeded');
    assert.equal(state.end?.outcome, 'succeeded');
  });
});

describe('driveRun, cancelled by another window', () => {
  it('ends a wait that has no process to be interrupted', async () => {
    const run = fakeRun(plan, {}, { listens: () => true });
    const state = await drive(
      run,
      {},
      {
        onProgress: () => {
          void run.ports.directory.append({ type: 'cancel-requested', at: 1, round: 0 });
        },
      },
    );
    assert.equal(state.end?.outcome, 'cancelled');
    const waited = state.steps.find(({ step }) => step.id === 'verify-down');
    assert.equal(waited?.outcome, 'cancelled');
    assert.deepEqual(run.launched, ['stop']);
  });

  it('begins no command when it is taken up only to be cancelled', async () => {
    const run = fakeRun(plan);
    await run.ports.directory.append({ type: 'step-started', at: 1, step: 'stop' });
    await run.ports.directory.append({ type: 'cancel-requested', at: 2, round: 0 });
    assert.equal((await drive(run)).end?.outcome, 'cancelled');
    assert.deepEqual(run.launched, []);
  });

  it('does not begin to wait again when it is taken up', async () => {
    const run = fakeRun(plan, {}, { listens: () => true });
    await drive(run, { detach: AbortSignal.abort() });
    for (const step of ['stop', 'verify-down']) {
      await run.ports.directory.append({ type: 'step-started', at: 1, step });
      if (step === 'verify-down') break;
      const ended = { type: 'step-ended', outcome: 'succeeded', sentence: '', hosts: [] } as const;
      await run.ports.directory.append({ ...ended, at: 1, step });
    }
    await run.ports.directory.append({ type: 'cancel-requested', at: 2, round: 0 });
    const before = run.ports.clock.now();
    assert.equal((await drive(run)).end?.outcome, 'cancelled');
    assert.equal(run.ports.clock.now(), before);
  });
});

describe('driveRun, detached', () => {
  it('leaves the command running, and another process brings it to its end', async () => {
    const detach = new AbortController();
    const run = fakeRun(plan, { stop: { endsOn: 'interrupt' } });
    const left = await drive(
      run,
      { detach: detach.signal },
      {
        onStep: () => {
          detach.abort();
        },
      },
    );
    assert.equal(left.end, undefined);
    assert.deepEqual(run.stops, []);
    assert.equal(words(run), 'planned, step-started stop');
    assert.equal(run.isLocked(), true);
    const resumed = drive(
      run,
      {},
      {
        onStep: ({ id }) => {
          // The command ends by itself meanwhile.
          if (id === 'stop')
            queueMicrotask(() => void run.ports.directory.stop('stop', 'interrupt'));
        },
      },
    );
    assert.equal((await resumed).end?.outcome, 'succeeded');
    assert.deepEqual(run.launched, ['stop', 'start']);
  });
});
