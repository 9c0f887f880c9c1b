import type { HostVerdict } from '../../ansible/verdict';
import type { Override } from '../check';
import type { Plan } from '../plan';
import type { Step, StepOutcome } from '../step';
import type { JournalEvent, OperatorEvent, Survey } from './journal';
import { isPassed, newStep, type StepState } from './stepState';

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
  /** How often it was taken up again after an end; what was written of an earlier round is over. */
  readonly round: number;
  /** What the inventory on disk has to be, SHA-256; undefined when nobody knows. */
  readonly inventoryHash: string | undefined;
  /** undefined while it goes on, and again when it is taken up. */
  readonly end: RunEnd | undefined;
  readonly undo: UndoState | undefined;
  /** Ids of the plan's open items that were settled. */
  readonly settledItems: readonly string[];
  /** Nobody will go on with it. */
  readonly isClosed: boolean;
}

export interface RunEnd {
  readonly outcome: StepOutcome;
  readonly survey: Survey | undefined;
  readonly at: number;
  /** Why it ended, where no step tells. */
  readonly sentence?: string | undefined;
}

export type UndoState =
  | { readonly kind: 'requested' }
  | { readonly kind: 'succeeded' | 'failed'; readonly sentence: string };

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
    steps: planned.plan.steps.map(newStep),
    overrides: [],
    isCancelRequested: false,
    round: 0,
    inventoryHash: planned.plan.inventoryHash,
    end: undefined,
    undo: undefined,
    settledItems: [],
    isClosed: false,
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
    case 'overridden':
      return override(state, { check: event.check, reason: event.reason });
    case 'step-started':
      return changeStep(state, event.step, (step) =>
        step.status === 'pending' && step.attempt === (event.attempt ?? 1)
          ? { ...step, status: 'running', startedAt: event.at }
          : step,
      );
    case 'step-ended':
      return endStep(state, event);
    case 'inventory-accepted':
      return { ...state, inventoryHash: event.hash };
    case 'cancel-requested':
      return isOfRound(state, event.round) && state.end === undefined
        ? { ...state, isCancelRequested: true }
        : state;
    case 'ended':
      return state.end === undefined && isOfRound(state, event.round)
        ? { ...state, end: endOf(event) }
        : state;
    case 'edits-undone':
      return state.undo?.kind === 'requested'
        ? { ...state, undo: { kind: event.outcome, sentence: event.sentence } }
        : state;
    default:
      return applyOperatorEvent(state, event);
  }
}

function applyOperatorEvent(state: RunState, event: OperatorEvent): RunState {
  switch (event.type) {
    case 'resumed':
      return isOfRound(state, event.round) ? takenUp(state) : state;
    case 'retried':
      return takenUpIf(state, retry(state, event));
    case 'skipped':
      return takenUpIf(
        state,
        changeStep(state, event.step, (step) =>
          step.status === 'ended' && !isPassed(step)
            ? { ...step, outcome: 'skipped', sentence: event.reason, endedAt: event.at }
            : step,
        ),
      );
    case 'confirmed':
      return changeStep(state, event.step, (step) =>
        step.status === 'running' && step.step.kind === 'manual'
          ? {
              ...step,
              status: 'ended',
              outcome: 'succeeded',
              answers: event.answers,
              endedAt: event.at,
            }
          : step,
      );
    case 'undo-requested':
      return state.end !== undefined && state.undo?.kind !== 'succeeded'
        ? { ...state, undo: { kind: 'requested' } }
        : state;
    case 'item-settled':
      return state.settledItems.includes(event.item)
        ? state
        : { ...state, settledItems: [...state.settledItems, event.item] };
    case 'closed':
      return state.end === undefined ? state : { ...state, isClosed: true };
  }
}

/**
 * A check of what a person answered is tried again with other answers: the person is asked anew, and
 * whatever else was found by the old answers is looked at by the new ones.
 */
function retry(state: RunState, event: OperatorEvent & { readonly type: 'retried' }): RunState {
  const again = changeStep(state, event.step, (step) =>
    step.status === 'ended' && step.attempt === event.attempt - 1 && !isPassed(step)
      ? { ...pendingAgain(step), limit: event.hosts }
      : step,
  );
  const tried = again.steps.find(({ step }) => step.id === event.step)?.step;
  const asked = tried && askedBefore(tried);
  if (again === state || asked === undefined) return again;
  const steps = again.steps.map((each) =>
    (each.step.id === asked || askedBefore(each.step) === asked) && each.status === 'ended'
      ? pendingAgain(each)
      : each,
  );
  return { ...again, steps };
}

/** The manual step by whose answers a check judges. */
const askedBefore = (step: Step): string | undefined =>
  step.kind === 'check' && step.condition.kind === 'gtid' ? step.condition.answersOf : undefined;

const pendingAgain = (step: StepState): StepState => ({
  ...step,
  status: 'pending',
  outcome: undefined,
  endedAt: undefined,
  attempt: step.attempt + 1,
});

const isOfRound = ({ round }: RunState, written: number | undefined): boolean =>
  (written ?? 0) === round;

/** A run that has ended, and not well, goes on: who cancelled it earlier does not cancel it now. */
function takenUp(state: RunState): RunState {
  if (state.end === undefined || state.end.outcome === 'succeeded') return state;
  return { ...state, end: undefined, isCancelRequested: false, round: state.round + 1 };
}

const takenUpIf = (before: RunState, after: RunState): RunState =>
  after === before ? before : takenUp(after);

function endStep(state: RunState, event: JournalEvent & { readonly type: 'step-ended' }): RunState {
  const changed = changeStep(state, event.step, (step) =>
    step.status === 'running' && step.attempt === (event.attempt ?? 1)
      ? {
          ...step,
          status: 'ended',
          outcome: event.outcome,
          // What the operator leaves out is another event: an earlier attempt may have done it.
          isNeedless: event.outcome === 'skipped' && step.attempt === 1,
          reason: event.reason,
          sentence: event.sentence,
          hosts: merged(step.hosts, event.hosts),
          followUps: event.followUps ?? [],
          endedAt: event.at,
        }
      : step,
  );
  const edit = changed.steps.find(({ step }) => step.id === event.step)?.step;
  return changed !== state &&
    event.outcome === 'succeeded' &&
    edit?.kind === 'edit' &&
    edit.file === state.plan.inventory
    ? { ...changed, inventoryHash: edit.after }
    : changed;
}

/** What the hosts of the last attempt ended as, and the others before it. */
function merged(
  before: readonly HostVerdict[],
  now: readonly HostVerdict[],
): readonly HostVerdict[] {
  const hosts = new Map([...before, ...now].map((verdict) => [verdict.host, verdict]));
  return [...hosts.values()];
}

function endOf(event: JournalEvent & { readonly type: 'ended' }): RunEnd {
  const { outcome, survey, at, sentence } = event;
  return { outcome, survey, at, ...(sentence === undefined ? {} : { sentence }) };
}

function override(state: RunState, { check, reason }: Override): RunState {
  return state.overrides.some((known) => known.check === check && known.reason === reason)
    ? state
    : { ...state, overrides: [...state.overrides, { check, reason }] };
}

/** The same state when the step did not change. */
function changeStep(state: RunState, id: string, change: (step: StepState) => StepState): RunState {
  const index = state.steps.findIndex(({ step }) => step.id === id);
  const step = state.steps[index];
  if (step === undefined) return state;
  const changed = change(step);
  return changed === step ? state : { ...state, steps: state.steps.with(index, changed) };
}
