import type { HostVerdict } from '../../ansible/verdict';
import type { FollowUp } from '../followUp';
import type { Step, StepOutcome } from '../step';
import type { StepReason } from './stepResult';

export interface StepState {
  readonly step: Step;
  readonly status: 'pending' | 'running' | 'ended';
  readonly outcome: StepOutcome | undefined;
  /** Of the last end, kept when it is tried again. */
  readonly reason: StepReason | undefined;
  readonly sentence: string | undefined;
  /** Of all attempts: a later one replaces what an earlier one said of the same host. */
  readonly hosts: readonly HostVerdict[];
  /** What its last look suggests to do. */
  readonly followUps: readonly FollowUp[];
  readonly startedAt: number | undefined;
  readonly endedAt: number | undefined;
  /** From 1. */
  readonly attempt: number;
  /** Hosts that this attempt is narrowed to; undefined for all of the step. */
  readonly limit: readonly string[] | undefined;
  /** Left out as its turn first came, for it was so already: the run has done nothing there. */
  readonly isNeedless: boolean;
  /** Of a manual step that was confirmed. */
  readonly answers: Readonly<Record<string, string>> | undefined;
}

export function newStep(step: Step): StepState {
  return {
    step,
    status: 'pending',
    outcome: undefined,
    reason: undefined,
    sentence: undefined,
    hosts: [],
    followUps: [],
    startedAt: undefined,
    endedAt: undefined,
    attempt: 1,
    limit: undefined,
    isNeedless: false,
    answers: undefined,
  };
}

/** Whether the run goes on behind it. */
export const isPassed = ({ status, outcome }: StepState): boolean =>
  status === 'ended' && (outcome === 'succeeded' || outcome === 'skipped');

/** Whether the step of this id was left out without anything done. */
export const isNeedless = (
  { steps }: { readonly steps: readonly StepState[] },
  id: string,
): boolean => steps.some((state) => state.step.id === id && state.isNeedless);

/** Name of an attempt's directory in the run: creating it is what makes it run once. */
export const placeOf = ({ step, attempt }: Pick<StepState, 'step' | 'attempt'>): string =>
  attempt === 1 ? step.id : `${step.id}.${attempt}`;
