import type { PlayResults } from '../../ansible/playResults';
import type { RunState } from '../run/runState';
import { isPassed, type StepState } from '../run/stepState';
import { availableActions, type RunAction } from './runActions';

/** Who drives a run, as far as it has not ended. */
export type RunDriver =
  /** This window: what it shows is live. */
  | 'here'
  /** Another window, another operator, or the command line. */
  | 'elsewhere'
  /** Nobody: it was interrupted. */
  | 'nobody';

/** A run as it is shown. */
export interface RunView {
  readonly state: RunState;
  readonly driver: RunDriver;
  /** Of the step that is under way here. */
  readonly results?: PlayResults | undefined;
  /** How its wait goes on. */
  readonly progress?: string | undefined;
}

export type RunLook =
  | 'running'
  | 'waiting'
  | 'interrupted'
  | 'succeeded'
  | 'failed'
  | 'cancelled'
  | 'skipped'
  | 'unknown'
  | 'pending';

/** How a run looks; one that waits for a person is not going on by itself. */
export function runLook({ state, driver }: RunView): RunLook {
  const { end, undo } = state;
  if (end !== undefined && undo?.kind !== 'requested') return end.outcome;
  if (waitingStep(state) !== undefined) return 'waiting';
  return driver === 'nobody' ? 'interrupted' : 'running';
}

/** The manual step that waits for a person. */
export function waitingStep({ end, isCancelRequested, steps }: RunState): StepState | undefined {
  if (end !== undefined || isCancelRequested) return undefined;
  return steps.find(({ step, status }) => step.kind === 'manual' && status === 'running');
}

/** The step at which a run is, or stopped; undefined behind the last one. */
export function currentStep({ steps }: RunState): StepState | undefined {
  return steps.find((step) => !isPassed(step));
}

/** What a menu or a message can offer on a run. */
export type RunVerb =
  | 'show'
  | 'resume'
  | 'retry'
  | 'skip'
  | 'confirm'
  | 'cancel'
  | 'undo-edits'
  | 'settle-item'
  | 'close';

/** The verb of an action: a run that goes on somewhere is shown, one that nobody drives resumed. */
export function verbOf({ kind }: RunAction, driver: RunDriver): RunVerb {
  if (kind !== 'follow') return kind;
  return driver === 'nobody' ? 'resume' : 'show';
}

export function runVerbs({ state, driver }: RunView): readonly RunVerb[] {
  return [...new Set(availableActions(state).map((action) => verbOf(action, driver)))];
}
