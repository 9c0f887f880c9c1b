import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { nextAction } from '../../core/procedure/run/nextAction';
import type { RunState } from '../../core/procedure/run/runState';
import { currentStep } from '../../core/procedure/view/runView';
import { type OperationParts, sayEnd } from '../procedures/operations';
import { openDeployment } from '../remote/controlMachines';
import { findFilesIn, remoteLockFiles } from '../remote/remoteFolders';

/** Lock files looked for in a folder: one for each deployment. */
const mostLocks = 20;

/**
 * After a window was reloaded or opened again: runs that still go on are followed again, and of one
 * that was interrupted the operator is told. Looked for once after activation, again when the
 * workspace is trusted, and in folders that are added; only lock files are.
 */
export function registerInterruptedRuns(parts: OperationParts): vscode.Disposable {
  /** Deployments whose lock was found: what was declined is not asked again. */
  const met = new Set<string>();
  const look = (folders: readonly vscode.WorkspaceFolder[]): void => {
    followInterruptedRuns(folders, met, parts).catch(parts.reportError);
  };
  const lookEverywhere = (): void => {
    look(vscode.workspace.workspaceFolders ?? []);
  };
  const first = setImmediate(lookEverywhere);
  return vscode.Disposable.from(
    new vscode.Disposable(() => {
      clearImmediate(first);
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(lookEverywhere),
    vscode.workspace.onDidChangeWorkspaceFolders(({ added }) => {
      look(added);
    }),
  );
}

async function followInterruptedRuns(
  folders: readonly vscode.WorkspaceFolder[],
  met: Set<string>,
  parts: OperationParts,
): Promise<void> {
  if (!vscode.workspace.isTrusted) return;
  const locks = await Promise.all([
    findFilesIn(folders, '**/.dm-cluster/lock', null, mostLocks),
    remoteLockFiles(folders),
  ]);
  const directories = locks.flat().map((lock) => vscode.Uri.joinPath(lock, '../..'));
  const others = directories.filter((directory) => !met.has(directory.toString()));
  for (const directory of others) met.add(directory.toString());
  await Promise.all(others.map((directory) => followLock(directory, parts)));
}

async function followLock(directory: vscode.Uri, parts: OperationParts): Promise<void> {
  const deployment = openDeployment(directory, parts.deployments);
  const holder = await deployment.store.lockHolder();
  if (holder === undefined || parts.runs.knows({ directory, run: holder.run })) return;
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
