import * as l10n from '@vscode/l10n';
import type { StepOf } from '../step';
import type { EditOutcome } from './runDirectory';
import type { StepContext } from './stepContext';
import type { StepResult } from './stepResult';

/**
 * Replaces a file. What it will be is in the plan before it is written, so that after a crash in
 * between the file itself tells whether it was.
 */
export async function performEdit(
  step: StepOf<'edit'>,
  { ports }: StepContext,
): Promise<StepResult> {
  const outcome = await ports.directory.edit(step.id, step);
  return outcome.kind === 'done'
    ? { outcome: 'succeeded', sentence: l10n.t('{0} is changed.', step.file), hosts: [] }
    : { outcome: 'failed', sentence: whyNot(step.file, outcome), hosts: [] };
}

/** Takes edits back, the last one first; stops at the first that can't be. */
export async function undoEdits(
  steps: readonly StepOf<'edit'>[],
  { ports }: Pick<StepContext, 'ports'>,
): Promise<{ readonly outcome: 'succeeded' | 'failed'; readonly sentence: string }> {
  for (const step of steps) {
    const outcome = await ports.directory.undoEdit(step.id, step);
    if (outcome.kind !== 'done') return { outcome: 'failed', sentence: whyNot(step.file, outcome) };
  }
  const files = [...new Set(steps.map(({ file }) => file))].join(', ');
  return { outcome: 'succeeded', sentence: l10n.t('{0} is as it was before the run.', files) };
}

function whyNot(file: string, outcome: Exclude<EditOutcome, { readonly kind: 'done' }>): string {
  return outcome.kind === 'changed'
    ? l10n.t(
        '{0} has been changed by somebody else meanwhile, and nothing was written. Look at it, and make a new plan.',
        file,
      )
    : l10n.t('{0} can not be written: {1}', file, outcome.reason);
}
