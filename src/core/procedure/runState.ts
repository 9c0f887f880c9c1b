import type { HostVerdict } from '../ansible/verdict';
import type { Override } from './check';
import type { JournalEvent, Survey } from './journal';
import type { Plan } from './plan';
import type { Step, StepOutcome } from './step';

export interface StepState {
  readonly step: Step;
  readonly status: 'pending' | 'running' | 'ended';
  readonly outcome: StepOutcome | undefined;
  readonly sentence: string | undefined;
  readonly hosts: readonly HostVerdict[];
  readonly startedAt: number | undefined;
  readonly endedAt: number | undefined;
}

/** Where a run stands: nothing but the fold of its journal. */
export interface RunState {
  readonly run: string;
  readonly user: string;
  readonly plan: Plan;
  readonly startedAt: number;
  readonly steps: readonly StepState[];
  /** Checks that the operator went on over. */
  readonly overrides: readonly Override[];
  readonly isCancelRequested: boolean;
  readonly end:
    | { readonly outcome: StepOutcome; readonly survey: Survey | undefined; readonly at: number }
    | undefined;
}

/** undefined when the journal does not begin with a plan: it is not a run's journal. */
export function foldJournal(events: readonly JournalEvent[]): RunState | undefined {
  const [first, ...rest] = events;
  if (first?.type !== 'planned') return undefined;
  return rest.reduce(applyEvent, newRun(first));
}

function newRun(planned: JournalEvent & { readonly type: 'planned' }): RunState {
  return {
    run: planned.run,
    user: planned.user,
    plan: planned.plan,
    startedAt: planned.at,
    steps: planned.plan.steps.map((step) => ({
      step,
      status: 'pending',
      outcome: undefined,
      sentence: undefined,
      hosts: [],
      startedAt: undefined,
      endedAt: undefined,
    })),
    overrides: [],
    isCancelRequested: false,
    end: undefined,
  };
}

/**
 * Two windows may follow one run and write the same transition twice; the first counts, so that
 * repeated events change nothing.
 */
export function applyEvent(state: RunState, event: JournalEvent): RunState {
  switch (event.type) {
    case 'planned':
      return state;
    case 'step-started':
      return changeStep(state, event.step, 'pending', (step) => ({
        ...step,
        status: 'running',
        startedAt: event.at,
      }));
    case 'step-ended':
      return changeStep(state, event.step, 'running', (step) => ({
        ...step,
        status: 'ended',
        outcome: event.outcome,
        sentence: event.sentence,
        hosts: event.hosts,
        endedAt: event.at,
      }));
    case 'overridden':
      return override(state, { check: event.check, reason: event.reason });
    case 'cancel-requested':
      return { ...state, isCancelRequested: true };
    case 'ended':
      return state.end === undefined
        ? { ...state, end: { outcome: event.outcome, survey: event.survey, at: event.at } }
        : state;
  }
}

function override(state: RunState, { check, reason }: Override): RunState {
  return state.overrides.some((known) => known.check === check)
    ? state
    : { ...state, overrides: [...state.overrides, { check, reason }] };
}

function changeStep(
  state: RunState,
  id: string,
  from: StepState['status'],
  change: (step: StepState) => StepState,
): RunState {
  const steps = state.steps.map((step) =>
    step.step.id === id && step.status === from ? change(step) : step,
  );
  return { ...state, steps };
}
