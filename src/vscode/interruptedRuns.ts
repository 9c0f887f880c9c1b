import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { nextAction } from '../core/procedure/nextAction';
import type { RunState } from '../core/procedure/runState';
import { currentStep } from '../core/procedure/runView';
import { openDeployment } from './controlMachines';
import { type OperationParts, sayEnd } from './operations';
import { findFilesHere, remoteLockFiles } from './remoteFolders';

/** Lock files looked for: one for each deployment of the workspace. */
const mostLocks = 20;

/**
 * After a window was reloaded or opened again: runs that still go on are followed again, and of one
 * that was interrupted the operator is told. Only lock files are looked for.
 */
export async function followInterruptedRuns(parts: OperationParts): Promise<void> {
  if (!vscode.workspace.isTrusted) return;
  const locks = await Promise.all([
    findFilesHere('**/.dm-cluster/lock', null, mostLocks),
    remoteLockFiles(),
  ]);
  await Promise.all(locks.flat().map((lock) => followLock(lock, parts)));
}

async function followLock(lock: vscode.Uri, parts: OperationParts): Promise<void> {
  const directory = vscode.Uri.joinPath(lock, '../..');
  const deployment = openDeployment(directory, parts.deployments);
  const holder = await deployment.store.lockHolder();
  if (holder === undefined) return;
  const open = await deployment.store.open(holder.run);
  if (open === undefined) return;
  if (nextAction(open.state).kind === 'none') {
    await deployment.store.breakLock(holder.run);
    return;
  }
  const inventory = vscode.Uri.joinPath(directory, open.state.plan.inventory);
  if (!(await deployment.store.isGoingOn(open)) && !(await wantsToResume(open.state))) {
    return;
  }
  await sayEnd(
    await parts.runs.follow(open, deployment, { preserveFocus: true }),
    { inventory },
    parts,
  );
}

async function wantsToResume(state: RunState): Promise<boolean> {
  const resume = l10n.t('Resume It');
  const { title } = state.plan;
  const step = currentStep(state)?.step.title;
  const answer = await vscode.window.showWarningMessage(
    step === undefined
      ? l10n.t('"{0}" was interrupted after its last step. Resume it?', title)
      : l10n.t('"{0}" was interrupted at its step "{1}". Resume it?', title, step),
    resume,
  );
  return answer === resume;
}
