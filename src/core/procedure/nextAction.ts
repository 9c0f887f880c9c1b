import type { RunState } from './runState';
import type { Step, StepOutcome } from './step';

/** What a run needs next. Pure, so that a run can be taken up again by whoever finds it. */
export type NextAction =
  | { readonly kind: 'start'; readonly step: Step }
  /** The step was started, by this process or an earlier one: find out how it goes or went. */
  | { readonly kind: 'follow'; readonly step: Step }
  | { readonly kind: 'finish'; readonly outcome: StepOutcome }
  | { readonly kind: 'none' };

export function nextAction(state: RunState): NextAction {
  if (state.end !== undefined) return { kind: 'none' };
  for (const { step, status, outcome } of state.steps) {
    if (status === 'running') return { kind: 'follow', step };
    if (status === 'pending') {
      return state.isCancelRequested
        ? { kind: 'finish', outcome: 'cancelled' }
        : { kind: 'start', step };
    }
    if (outcome !== 'succeeded' && outcome !== 'skipped') {
      return { kind: 'finish', outcome: outcome ?? 'unknown' };
    }
  }
  return { kind: 'finish', outcome: 'succeeded' };
}
