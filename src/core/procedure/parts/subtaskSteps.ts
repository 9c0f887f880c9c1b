import * as l10n from '@vscode/l10n';
import type { Step } from '../step';

/** A task on one worker. */
export interface SubtaskPlace {
  readonly task: string;
  readonly alias: string;
  /** The worker's, `HOST:PORT`. */
  readonly address: string;
}

/**
 * DM refuses to do what is done already, and an answer that got lost does not tell: so a step is for
 * one subtask alone, and left out where that is as it shall be.
 */
type Frame = Required<Pick<Step, 'title' | 'skipWhen'>>;
type TakenBack = Required<Pick<Step, 'takesBack'>>;

/** One that has finished, or is not there any more, does not run either. */
export const toPause = (place: SubtaskPlace): Frame => ({
  title: l10n.t('Pause task {0} on {1}', place.task, place.alias),
  skipWhen: unless(
    place,
    ['Paused', 'Finished', 'absent'],
    l10n.t('Task {0} does not run on {1} any more.', place.task, place.alias),
  ),
});

/** What the step of the id `paused` paused; what somebody else paused before is theirs to resume. */
export const toResume = (place: SubtaskPlace, paused: string): Frame & TakenBack => ({
  title: l10n.t('Resume task {0} on {1}', place.task, place.alias),
  skipWhen: unlessRuns(place),
  takesBack: {
    step: paused,
    reason: l10n.t(
      'Task {0} on {1} was not paused by this run, as it did not run any more by then: it stays as it is.',
      place.task,
      place.alias,
    ),
  },
});

export const toStop = (place: SubtaskPlace): Frame => ({
  title: l10n.t('Stop task {0} on {1}', place.task, place.alias),
  skipWhen: unless(
    place,
    ['absent'],
    l10n.t('Task {0} is not on {1} any more.', place.task, place.alias),
  ),
});

export const toStart = (place: SubtaskPlace): Frame => ({
  title: l10n.t('Start task {0} on {1}', place.task, place.alias),
  skipWhen: unlessRuns(place),
});

/** What the step of the id `stopped` stopped. */
export const toStartAgain = (place: SubtaskPlace, stopped: string): Frame & TakenBack => ({
  ...toStart(place),
  takesBack: {
    step: stopped,
    reason: l10n.t(
      'Task {0} on {1} was not stopped by this run, as it was not there any more by then: it stays as it is.',
      place.task,
      place.alias,
    ),
  },
});

const unlessRuns = (place: SubtaskPlace): Frame['skipWhen'] =>
  unless(
    place,
    ['Running', 'Finished'],
    l10n.t('Task {0} runs on {1} already, or has finished.', place.task, place.alias),
  );

const unless = (
  { task, address }: SubtaskPlace,
  stages: readonly string[],
  reason: string,
): Frame['skipWhen'] => ({
  condition: { kind: 'subtask-stage', task, workers: [address], stages },
  reason,
});
