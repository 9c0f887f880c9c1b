import * as l10n from '@vscode/l10n';
import type { HostVerdict } from '../../ansible/verdict';
import type { StepState } from '../run/stepState';
import { currentStep, type RunLook, type RunView, runLook, waitingStep } from './runView';

/** How a run stands, in a few words that name the step where it matters. */
export function runWord(view: RunView): string {
  const { state } = view;
  const at = currentStep(state)?.step.title;
  switch (runLook(view)) {
    case 'running':
      if (state.undo?.kind === 'requested') return l10n.t('taking the edits back');
      if (state.isCancelRequested) return l10n.t('is being cancelled');
      return at === undefined ? l10n.t('running') : l10n.t('running: {0}', at);
    case 'waiting':
      return l10n.t('waits for you: {0}', waitingStep(state)?.step.title ?? '');
    case 'interrupted':
      return at === undefined ? l10n.t('interrupted') : l10n.t('interrupted at: {0}', at);
    default:
      return withAfterwards(endWord(view, at), view);
  }
}

function endWord({ state }: RunView, at: string | undefined): string {
  switch (state.end?.outcome) {
    case 'succeeded':
      return l10n.t('done');
    case 'cancelled':
      return l10n.t('cancelled');
    case 'failed':
    case 'skipped':
      return at === undefined ? l10n.t('failed') : l10n.t('failed at: {0}', at);
    case 'unknown':
    case undefined:
      return l10n.t('outcome unknown');
  }
}

function withAfterwards(word: string, { state: { undo, isClosed } }: RunView): string {
  const undone = undo?.kind === 'succeeded' ? [l10n.t('edits undone')] : [];
  const failed = undo?.kind === 'failed' ? [l10n.t('edits not undone')] : [];
  return [word, ...undone, ...failed, ...(isClosed ? [l10n.t('given up')] : [])].join(', ');
}

/** How a step stands, one word. */
export function stepWord(step: StepState, look: RunLook): string {
  switch (look) {
    case 'pending':
      return step.attempt > 1 ? l10n.t('to be tried again') : l10n.t('to come');
    case 'running':
      return l10n.t('running');
    case 'waiting':
      return l10n.t('waits for you');
    case 'interrupted':
      return l10n.t('interrupted');
    case 'succeeded':
      return l10n.t('done');
    case 'failed':
      return l10n.t('failed');
    case 'cancelled':
      return l10n.t('cancelled');
    case 'skipped':
      return l10n.t('skipped');
    case 'unknown':
      return l10n.t('outcome unknown');
  }
}

/** How a host ended, one word. */
export function hostWord(kind: HostVerdict['kind']): string {
  switch (kind) {
    case 'ok':
      return l10n.t('ok');
    case 'changed':
      return l10n.t('changed');
    case 'skipped':
      return l10n.t('skipped');
    case 'failed':
      return l10n.t('failed');
    case 'unreachable':
      return l10n.t('unreachable');
    case 'not-reached':
      return l10n.t('not reached');
  }
}
