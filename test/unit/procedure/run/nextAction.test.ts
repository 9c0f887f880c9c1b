import assert from 'node:assert/strict';
import { nextAction } from '../../../../src/core/procedure/run/nextAction';
import type { RunState } from '../../../../src/core/procedure/run/runState';
import { newStep, type StepState } from '../../../../src/core/procedure/run/stepState';
import type { StepOutcome } from '../../../../src/core/procedure/step';
import { planFor, worker1 } from '../../../support/plansFor';

const plan = planFor('restart-worker', worker1, { method: 'stop-start' });

/** The steps' states, `.` pending, `>` running, else how they ended; `expected` as `KIND WHAT`. */
function check(
  steps: string,
  expected: string,
  more: Partial<Pick<RunState, 'isCancelRequested' | 'end'>> = {},
): void {
  const states = steps.split(' ');
  const state: RunState = {
    run: 'r1',
    user: 'tidb',
    plan,
    startedAt: 0,
    steps: plan.steps.map((step, index) => stepState(step, states[index] ?? '.')),
    overrides: [],
    round: 0,
    inventoryHash: undefined,
    undo: undefined,
    settledItems: [],
    isClosed: false,
    isCancelRequested: false,
    end: undefined,
    ...more,
  };
  const action = nextAction(state);
  const what =
    'step' in action ? action.step.step.id : 'outcome' in action ? action.outcome : 'nothing';
  assert.equal(`${action.kind} ${what}`, expected);
}

function stepState(step: StepState['step'], sign: string): StepState {
  const base = newStep(step);
  if (sign === '.') return { ...base, status: 'pending', outcome: undefined };
  if (sign === '>') return { ...base, status: 'running', outcome: undefined };
  return { ...base, status: 'ended', outcome: sign as StepOutcome };
}

describe('nextAction', () => {
  it('starts the first step', () => {
    check('. . . . .', 'start stop');
  });
  it('follows what was started', () => {
    check('> . . . .', 'follow stop');
    check('succeeded succeeded > . .', 'follow start');
  });
  it('goes on after a success and after what was skipped', () => {
    check('succeeded . . . .', 'start verify-down');
    check('succeeded skipped . . .', 'start start');
  });
  it('ends well after the last step', () => {
    check('succeeded skipped succeeded succeeded succeeded', 'finish succeeded');
  });
  for (const outcome of ['failed', 'unknown', 'cancelled'] as const) {
    it(`ends after a step that ended ${outcome}, and starts no other`, () => {
      check(`${outcome} . . . .`, `finish ${outcome}`);
      check(`succeeded ${outcome} . . .`, `finish ${outcome}`);
    });
  }
  it('starts nothing any more when it was cancelled', () => {
    check('. . . . .', 'finish cancelled', { isCancelRequested: true });
    check('succeeded . . . .', 'finish cancelled', { isCancelRequested: true });
  });
  it('still finds out how the running step ends when it was cancelled', () => {
    check('succeeded succeeded > . .', 'follow start', { isCancelRequested: true });
  });
  it('was cancelled too late: all was done', () => {
    check('succeeded succeeded succeeded succeeded succeeded', 'finish succeeded', {
      isCancelRequested: true,
    });
  });
  it('does nothing after the end', () => {
    const end = { outcome: 'failed', survey: undefined, at: 1 } as const;
    check('failed . . . .', 'none nothing', { end });
  });
});
