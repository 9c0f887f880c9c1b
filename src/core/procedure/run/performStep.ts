import * as l10n from '@vscode/l10n';
import { lookAt } from '../conditions/lookAt';
import type { Step } from '../step';
import { awaitCondition } from './awaitCondition';
import { performCommand } from './performCommand';
import { performEdit } from './performEdit';
import { createSignOfLife } from './signOfLife';
import type { StepContext } from './stepContext';
import type { StepResult } from './stepResult';
import { isNeedless, placeOf, type StepState } from './stepState';

/** Milliseconds that a verification waits, unless its step says otherwise. */
const verifyDeadline = 60_000;

/** Starts a step, or finds out how one that was started goes, and says how it ended. */
export async function performStep(stepState: StepState, context: StepContext): Promise<StepResult> {
  const { step } = stepState;
  const ended = await endWithoutBegin(stepState, context);
  if (ended !== undefined) return ended;
  switch (step.kind) {
    case 'playbook':
    case 'dmctl':
    case 'shell':
      return performCommand({ ...stepState, step }, context);
    case 'edit':
      return performEdit(step, context);
    case 'manual':
      // Only asked for when the run was cancelled before a person confirmed it.
      return { outcome: 'cancelled', sentence: l10n.t('Cancelled.'), hosts: [] };
    case 'verify':
      return lookFor(stepState, context, step.deadline ?? verifyDeadline);
    case 'wait':
      return lookFor(stepState, context, step.deadline);
    case 'check':
      return lookFor(stepState, context, 0);
  }
}

/** Of a step that is left out, or can't be judged; a command that runs already is neither. */
async function endWithoutBegin(
  stepState: StepState,
  { state, ports }: StepContext,
): Promise<StepResult | undefined> {
  const { step } = stepState;
  const { skipWhen, takesBack } = step;
  if (skipWhen === undefined && takesBack === undefined) return undefined;
  if (await ports.directory.isLaunched(placeOf(stepState))) return undefined;
  if (takesBack !== undefined && isNeedless(state, takesBack.step))
    return skipped(takesBack.reason);
  if (skipWhen === undefined) return undefined;
  const look = lookAt(skipWhen.condition, state, ports.machine);
  if (look === undefined) return notUnderstood(step);
  const { kind, sentence } = await look();
  const isUnsafe = kind === 'unknown' && skipWhen.mustBeKnown === true;
  if (kind !== 'holds' && !isUnsafe) return undefined;
  // Another window that drives this run may have begun it meanwhile: then what was seen is its doing.
  if (await ports.directory.isLaunched(placeOf(stepState))) return undefined;
  return kind === 'holds' ? skipped(skipWhen.reason) : { outcome: 'unknown', sentence, hosts: [] };
}

const skipped = (reason: string): StepResult => ({
  outcome: 'skipped',
  sentence: reason,
  hosts: [],
});

async function lookFor(
  { step }: StepState,
  context: StepContext,
  deadline: number | undefined,
): Promise<StepResult> {
  if (!('condition' in step)) throw new Error(`nothing to look at: ${step.id}`);
  const { state, ports, observer, signals } = context;
  const look = lookAt(step.condition, state, ports.machine);
  if (look === undefined) return notUnderstood(step);
  const sign = createSignOfLife(context);
  const end = await awaitCondition(look, ports.clock, {
    deadline,
    signal: AbortSignal.any([signals.cancel, signals.detach, sign.cancelled]),
    onProgress: (sentence) => observer.onProgress?.(step, sentence),
    onPause: sign.give,
  });
  return { ...end, hosts: [] };
}

const notUnderstood = ({ title }: Step): StepResult => ({
  outcome: 'unknown',
  sentence: l10n.t(
    'Another version of this program planned "{0}", and this one can not look at what it depends on. Resume the run with that version, or do the step by hand and skip it.',
    title,
  ),
  hosts: [],
});
