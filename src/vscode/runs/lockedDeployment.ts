import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { ExpectedError } from '../../core/errors/expectedError';
import { type LockHolder, lockedSentence } from '../../core/procedure/run/lock';
import { nextAction } from '../../core/procedure/run/nextAction';
import type { OpenRun } from '../../core/procedure/run/runStore';
import { currentStep } from '../../core/procedure/view/runView';
import type { Deployment } from '../remote/controlMachines';
import type { Runs } from './runs';

/**
 * Says who holds the deployment's lock and offers what can be done: show a run that is going on,
 * resume or give up one that nobody drives. Resolves with true when the lock is free now.
 */
export async function offerHolder(
  holder: LockHolder,
  deployment: Deployment,
  runs: Runs,
): Promise<boolean> {
  const open = await deployment.store.open(holder.run);
  if (open !== undefined && nextAction(open.state).kind === 'none') {
    // It ended, and its window died before it could give the lock back.
    await deployment.store.breakLock(holder.run);
    return true;
  }
  const isGoingOn = open !== undefined && (await deployment.store.isGoingOn(open));
  const show = l10n.t('Show the Run');
  const resume = l10n.t('Resume It');
  const release = l10n.t('Release the Lock...');
  const actions = [
    ...(isGoingOn ? [show] : []),
    ...(!isGoingOn && open !== undefined ? [resume] : []),
    ...(isGoingOn ? [] : [release]),
  ];
  const sentence = isGoingOn ? lockedSentence(holder) : staleSentence(holder, open);
  const answer = await vscode.window.showWarningMessage(sentence, ...actions);
  if (answer === release) return breakLock(holder, open, deployment);
  if (open !== undefined && (answer === show || answer === resume)) {
    await runs.follow(open, deployment);
  }
  return false;
}

/** Takes the lock away from a run that nobody drives; one that goes on keeps it. */
export async function releaseLock(deployment: Deployment): Promise<void> {
  const holder = await deployment.store.lockHolder();
  if (holder === undefined) {
    throw new ExpectedError('not-locked', l10n.t('Nobody holds the lock of this deployment.'));
  }
  const open = await deployment.store.open(holder.run);
  if (open !== undefined && (await deployment.store.isGoingOn(open))) {
    throw new ExpectedError(
      'going-on',
      l10n.t('{0} It still goes on: cancel it first.', lockedSentence(holder)),
    );
  }
  await breakLock(holder, open, deployment);
}

async function breakLock(
  holder: LockHolder,
  open: OpenRun | undefined,
  { store }: Deployment,
): Promise<boolean> {
  const release = l10n.t('Release the Lock');
  const answer = await vscode.window.showWarningMessage(
    l10n.t('Release the lock of "{0}"?', holder.title),
    {
      modal: true,
      detail: [
        staleSentence(holder, open),
        l10n.t(
          'Others can run something on this deployment then, and find it as that run has left it. Ask {0} first.',
          holder.user,
        ),
      ].join('\n'),
    },
    release,
  );
  if (answer !== release) return false;
  await store.breakLock(holder.run);
  return true;
}

function staleSentence(holder: LockHolder, open: OpenRun | undefined): string {
  const step = open && currentStep(open.state)?.step.title;
  return step === undefined
    ? l10n.t('{0} Nothing of it runs any more: it was interrupted.', lockedSentence(holder))
    : l10n.t(
        '{0} Nothing of it runs any more: it was interrupted at its step "{1}".',
        lockedSentence(holder),
        step,
      );
}
