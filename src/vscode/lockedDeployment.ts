import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type LockHolder, lockedSentence } from '../core/procedure/lock';
import type { Deployment } from './controlMachines';
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
  if (open?.state.end !== undefined) {
    // It ended, and its window died before it could give the lock back.
    await deployment.store.breakLock(holder.run);
    return true;
  }
  const isGoingOn = open !== undefined && (await deployment.store.isGoingOn(open));
  const show = l10n.t('Show the Run');
  const resume = l10n.t('Resume It');
  const release = l10n.t('Release the Lock');
  const sentence = isGoingOn
    ? lockedSentence(holder)
    : l10n.t('{0} Nothing of it runs any more: it was interrupted.', lockedSentence(holder));
  const actions = [
    ...(isGoingOn ? [show] : []),
    ...(!isGoingOn && open !== undefined ? [resume] : []),
    ...(isGoingOn ? [] : [release]),
  ];
  const answer = await vscode.window.showWarningMessage(sentence, ...actions);
  if (answer === release) {
    await deployment.store.breakLock(holder.run);
    return true;
  }
  if (open !== undefined && (answer === show || answer === resume)) {
    await runs.follow(open, deployment);
  }
  return false;
}
