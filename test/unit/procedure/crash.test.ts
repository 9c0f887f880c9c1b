import assert from 'node:assert/strict';
import type { ReadyPlan } from '../../../src/core/procedure/plan';
import { nextAction } from '../../../src/core/procedure/run/nextAction';
import type { RunState } from '../../../src/core/procedure/run/runState';
import { decide, drive, stateOf } from '../../support/driving';
import {
  answers,
  dmctlSays,
  filesAfter,
  filesBefore,
  planOfEveryKind,
} from '../../support/everyKind';
import { type FakeRun, fakeRun, type Interruption, type StepScript } from '../../support/fakeRun';
import { planFor, worker1 } from '../../support/plansFor';
import { result, started, task } from '../../support/plays';

class Crash extends Error {}

interface Scenario {
  readonly plan: ReadyPlan;
  readonly scripts?: Readonly<Record<string, StepScript>>;
  /** What the operator does when the run has stopped, in turn. */
  readonly decisions?: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
}

const restart = planFor('restart-worker', worker1, { method: 'stop-start' });
const failing: StepScript = {
  exitCode: 2,
  events: [started, task('1'), result('failed', 'dm_worker1', '1', { msg: 'no' })],
};
const garbage: StepScript = { output: '{"resu' };

const scenarios: Readonly<Record<string, Scenario>> = {
  'a run that succeeds': { plan: restart },
  'a run that fails': { plan: restart, scripts: { start: failing } },
  'a run that loses a step': {
    plan: restart,
    scripts: { stop: { exitCode: undefined, events: [started] } },
  },
  'a failed step that is tried again': {
    plan: restart,
    scripts: { start: failing },
    decisions: ['retry start'],
  },
  'a step of every kind': { plan: planOfEveryKind(), files: filesAfter },
  'every kind, one failed, one garbled, one skipped': {
    plan: planOfEveryKind(),
    scripts: { roll: failing, pause: garbage },
    decisions: ['retry roll', 'skip pause'],
    files: filesAfter,
  },
  'every kind, failed and undone': {
    plan: planOfEveryKind(),
    scripts: { roll: failing },
    decisions: ['undo-edits'],
    files: { ...filesBefore, 'hosts.ini': '' },
  },
};

/** Drives to the end, doing what the operator does on the way; goes on from wherever it stands. */
async function driveThrough(run: FakeRun, decisions: readonly string[]): Promise<RunState> {
  for (;;) {
    const state = await drive(run);
    if (nextAction(state).kind === 'await-person') {
      await decide(run, 'confirm switch', { answers });
      continue;
    }
    const next = decisions[decided(run)];
    if (next === undefined) return state;
    await decide(run, next, { reason: 'Did it by hand.' });
  }
}

const decided = (run: FakeRun): number =>
  run.journal.filter(({ type }) => ['retried', 'skipped', 'undo-requested'].includes(type)).length;

function begin(scenario: Scenario, interrupt: () => Interruption): FakeRun {
  return fakeRun(scenario.plan, scenario.scripts, {
    interrupt,
    files: filesBefore,
    dmctl: dmctlSays,
    hasTerminal: true,
  });
}

const steps = (state: RunState) =>
  state.steps.map(({ step, status, outcome, sentence, attempt }) => ({
    id: step.id,
    status,
    outcome,
    sentence,
    attempt,
  }));

describe('driveRun, crashed', () => {
  for (const [name, scenario] of Object.entries(scenarios)) {
    it(`and resumed at every call: ${name}`, async function () {
      const decisions = scenario.decisions ?? [];
      const whole = begin(scenario, () => () => undefined);
      const expected = await driveThrough(whole, decisions);
      if (scenario.files !== undefined) assert.deepEqual(whole.files, scenario.files);
      let crashes = 0;
      for (const moment of ['before', 'after'] as const) {
        for (let index = 0; index < whole.calls.length; index++) {
          const where = `${moment} ${whole.calls[index] ?? ''} (${index})`;
          let left = index;
          let hasCrashed = false;
          const run = begin(scenario, () => (_call, now) => {
            if (hasCrashed || now !== moment || left-- > 0) return;
            hasCrashed = true;
            throw new Crash();
          });
          await driveThrough(run, decisions).catch((error: unknown) => {
            if (!(error instanceof Crash)) throw error;
          });
          assert.ok(hasCrashed, where);
          crashes++;
          const state = await driveThrough(run, decisions);
          assert.deepEqual(steps(state), steps(expected), where);
          assert.equal(state.end?.outcome, expected.end?.outcome, where);
          assert.deepEqual(run.launched, whole.launched, where);
          assert.deepEqual(run.files, whole.files, where);
          assert.deepEqual(stateOf(run), state, where);
          assert.equal(run.isLocked(), false, where);
        }
      }
      assert.equal(crashes, whole.calls.length * 2);
      if (this.test) this.test.title += ` (${crashes} crashes)`;
    });
  }
});
