import * as l10n from '@vscode/l10n';
import { awaitCondition } from './awaitCondition';
import { lookAt } from './conditions/lookAt';
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
  const leftOut = await isLeftOut(stepState, context);
  if (leftOut !== undefined) return { ...leftOut, hosts: [] };
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

/** Whether the step is left out, and why; a command that runs already is not. */
async function isLeftOut(
  stepState: StepState,
  { state, ports }: StepContext,
): Promise<Omit<StepResult, 'hosts'> | undefined> {
  const { skipWhen, takesBack } = stepState.step;
  if (skipWhen === undefined && takesBack === undefined) return undefined;
  if (await ports.directory.isLaunched(placeOf(stepState))) return undefined;
  if (takesBack !== undefined && isNeedless(state, takesBack.step)) {
    return { outcome: 'skipped', sentence: takesBack.reason };
  }
  if (skipWhen === undefined) return undefined;
  const { kind, sentence } = await lookAt(skipWhen.condition, state, ports.machine)();
  if (kind === 'holds') return { outcome: 'skipped', sentence: skipWhen.reason };
  const isUnsafe = kind === 'unknown' && skipWhen.mustBeKnown === true;
  return isUnsafe ? { outcome: 'unknown', sentence } : undefined;
}

async function lookFor(
  { step }: StepState,
  context: StepContext,
  deadline: number | undefined,
): Promise<StepResult> {
  if (!('condition' in step)) throw new Error(`nothing to look at: ${step.id}`);
  const { state, ports, observer, signals } = context;
  const sign = createSignOfLife(context);
  const end = await awaitCondition(lookAt(step.condition, state, ports.machine), ports.clock, {
    deadline,
    signal: AbortSignal.any([signals.cancel, signals.detach, sign.cancelled]),
    onProgress: (sentence) => observer.onProgress?.(step, sentence),
    onPause: sign.give,
  });
  return { ...end, hosts: [] };
}
