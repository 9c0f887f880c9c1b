import type { StepOf, StepOutcome } from '../step';
import type { RunState } from './runState';
import { isPassed, type StepState } from './stepState';

/** What a run needs next. Pure, so that a run can be taken up again by whoever finds it. */
export type NextAction =
  | { readonly kind: 'start'; readonly step: StepState }
  /** The step was started, by this process or an earlier one: find out how it goes or went. */
  | { readonly kind: 'follow'; readonly step: StepState }
  /** A manual step: nothing happens until somebody confirms it. */
  | { readonly kind: 'await-person'; readonly step: StepState }
  | { readonly kind: 'finish'; readonly outcome: StepOutcome }
  /** The last edit first. */
  | { readonly kind: 'undo'; readonly steps: readonly StepOf<'edit'>[] }
  | { readonly kind: 'none' };

export function nextAction(state: RunState): NextAction {
  if (state.undo?.kind === 'requested') return { kind: 'undo', steps: doneEdits(state).reverse() };
  if (state.end !== undefined) return { kind: 'none' };
  const step = state.steps.find((candidate) => !isPassed(candidate));
  if (step === undefined) return { kind: 'finish', outcome: 'succeeded' };
  switch (step.status) {
    case 'running':
      return step.step.kind === 'manual' && !state.isCancelRequested
        ? { kind: 'await-person', step }
        : { kind: 'follow', step };
    case 'pending':
      return state.isCancelRequested
        ? { kind: 'finish', outcome: 'cancelled' }
        : { kind: 'start', step };
    case 'ended':
      return { kind: 'finish', outcome: step.outcome ?? 'unknown' };
  }
}

/** Edits that are in the files now, in order. */
export function doneEdits({ steps, undo }: RunState): StepOf<'edit'>[] {
  if (undo?.kind === 'succeeded') return [];
  return steps.flatMap(({ step, outcome }) =>
    step.kind === 'edit' && outcome === 'succeeded' ? [step] : [],
  );
}
