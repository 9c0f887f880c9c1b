import assert from 'node:assert/strict';
import { driveRun } from '../../../src/core/procedure/engine';
import type { RunObserver } from '../../../src/core/procedure/runPorts';
import { foldJournal, type RunState } from '../../../src/core/procedure/runState';
import { type FakeRun, fakeRun, type Interruption, type StepScript } from '../../support/fakeRun';
import { planFor, worker1 } from '../../support/plansFor';
import { goodPlay, result, started, task } from '../../support/plays';

const plan = planFor('restart-worker', worker1, { method: 'stop-start' });
const silent: RunObserver = {
  onState: () => undefined,
  onStep: () => undefined,
  onOutput: () => undefined,
  onResults: () => undefined,
};
const never = (): AbortSignal => new AbortController().signal;

/** Drives a run on from its journal, as a process does that finds it. */
async function drive(
  run: FakeRun,
  signals: { readonly cancel?: AbortSignal; readonly detach?: AbortSignal } = {},
  observer: Partial<RunObserver> = {},
): Promise<RunState> {
  const state = foldJournal(run.journal) ?? assert.fail();
  return driveRun(
    state,
    run.ports,
    { ...silent, ...observer },
    { cancel: signals.cancel ?? never(), detach: signals.detach ?? never() },
  );
}

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
      'append ended',
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

  it('does nothing with a run that has ended', async () => {
    const run = fakeRun(plan);
    const first = await drive(run);
    const calls = run.calls.length;
    assert.deepEqual(await drive(run), first);
    assert.equal(run.calls.length, calls);
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
  it('before it begins: nothing is run', async () => {
    const run = fakeRun(plan);
    const state = await drive(run, { cancel: AbortSignal.abort() });
    assert.equal(state.end?.outcome, 'cancelled');
    assert.deepEqual(run.launched, []);
    assert.equal(words(run), 'planned, cancel-requested, ended');
  });

  it('while a command runs: it gets Ctrl-C, and the survey says what is down', async () => {
    const run = fakeRun(plan, {
      stop: { endsOn: 'interrupt', exitCode: 99, events: [started, task('1')] },
    });
    const cancel = new AbortController();
    const state = await drive(
      run,
      { cancel: cancel.signal },
      {
        onStep: () => {
          queueMicrotask(() => {
            cancel.abort();
          });
        },
      },
    );
    assert.deepEqual(run.stops, ['stop interrupt']);
    assert.equal(state.end?.outcome, 'cancelled');
    assert.deepEqual(state.end.survey?.down, ['dm_worker1']);
    assert.deepEqual(run.launched, ['stop']);
  });

  it('with a command that does not hear: it is stopped harder and harder', async () => {
    const run = fakeRun(plan, { stop: { endsOn: 'kill', exitCode: undefined, events: [started] } });
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
    assert.deepEqual(run.stops, ['stop interrupt', 'stop terminate', 'stop kill']);
    assert.equal(state.end?.outcome, 'cancelled');
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
    const run = fakeRun(planFor('deploy', worker1), {
      deploy: { endsOn: 'interrupt', events: goodPlay('dm_worker1') },
    });
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
    assert.equal(state.steps[0]?.outcome, 'succeeded');
    assert.equal(state.end?.outcome, 'succeeded');
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

describe('driveRun, crashed', () => {
  class Crash extends Error {}

  /** Crashes at one call, before or after it took effect, resumes, and returns what came of it. */
  async function crashAt(
    index: number,
    moment: 'before' | 'after',
    scripts: Readonly<Record<string, StepScript>>,
  ): Promise<{ readonly run: FakeRun; readonly state: RunState; readonly crashed: boolean }> {
    let left = index;
    let crashed = false;
    let interruption: Interruption = (_call, now) => {
      if (now !== moment || left-- > 0) return;
      crashed = true;
      throw new Crash();
    };
    const run = fakeRun(plan, scripts, { interrupt: () => interruption });
    try {
      await drive(run);
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
    }
    interruption = () => undefined;
    return { run, state: await drive(run), crashed };
  }

  const scenarios: Readonly<Record<string, Readonly<Record<string, StepScript>>>> = {
    'a run that succeeds': {},
    'a run that fails': { start: failing },
    'a run that loses a step': { stop: { exitCode: undefined, events: [started] } },
  };
  for (const [name, scripts] of Object.entries(scenarios)) {
    it(`and resumed at every call: ${name}`, async function () {
      const whole = fakeRun(plan, scripts);
      const expected = await drive(whole);
      let crashes = 0;
      for (const moment of ['before', 'after'] as const) {
        for (let index = 0; index < whole.calls.length; index++) {
          const { run, state, crashed } = await crashAt(index, moment, scripts);
          const where = `${moment} ${whole.calls[index] ?? ''} (${index})`;
          assert.ok(crashed, where);
          crashes++;
          assert.equal(state.end?.outcome, expected.end?.outcome, where);
          assert.deepEqual(run.launched, whole.launched, where);
          assert.deepEqual(
            state.steps.map(({ status, outcome, sentence }) => ({ status, outcome, sentence })),
            expected.steps.map(({ status, outcome, sentence }) => ({ status, outcome, sentence })),
            where,
          );
        }
      }
      assert.equal(crashes, whole.calls.length * 2);
      if (this.test) this.test.title += ` (${crashes} crashes)`;
    });
  }
});
