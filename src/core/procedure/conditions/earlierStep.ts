import * as l10n from '@vscode/l10n';
import type { Condition, Look } from '../condition';
import type { RunState } from '../run/runState';

type StepNotSucceeded = Extract<Condition, { readonly kind: 'step-not-succeeded' }>;

/** Told by the run itself. */
export function lookAtEarlierStep({ step: id }: StepNotSucceeded, { steps }: RunState): Look {
  const found = steps.find(({ step }) => step.id === id);
  const sentence = l10n.t('"{0}" was not done in this run.', found?.step.title ?? id);
  const kind = found?.outcome === 'succeeded' ? 'differs' : 'holds';
  return () => Promise.resolve({ kind, sentence, isFinal: true });
}
