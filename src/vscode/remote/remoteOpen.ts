import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { ExpectedError } from '../../core/errors/expectedError';
import { parseSshAddress } from '../../core/text/sshAddress';
import { remoteScheme } from '../ids';
import type { FilesOf } from './remoteFileSystem';

/**
 * Asks for the control machine and the directory of a deployment, connects, and opens it: in this
 * window when it is empty, else beside the folders that are open.
 */
export async function openRemoteDeployment(filesOf: FilesOf): Promise<void> {
  const title = l10n.t('Open a Deployment over SSH');
  const address = await ask(
    {
      title,
      prompt: l10n.t('The control machine. Names of ~/.ssh/config will do, too.'),
      placeHolder: 'tidb@10.0.1.4:22',
    },
    addressProblem,
  );
  if (address === undefined) return;
  const user = parseSshAddress(address)?.user ?? 'tidb';
  const path = await ask(
    {
      title,
      prompt: l10n.t('The directory with inventory.ini and the playbooks on {0}', address),
      value: user === 'root' ? '/root/dm-ansible' : `/home/${user}/dm-ansible`,
    },
    pathProblem,
  );
  if (path === undefined) return;
  const { kind } = await filesOf(address).stat(path);
  if (kind !== 'directory') {
    throw new ExpectedError(
      'not-a-directory',
      l10n.t(
        '{0} on {1} is not a directory. Give the directory that inventory.ini is in.',
        path,
        address,
      ),
    );
  }
  const uri = vscode.Uri.from({ scheme: remoteScheme, authority: address, path });
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0) await vscode.commands.executeCommand('vscode.openFolder', uri);
  else vscode.workspace.updateWorkspaceFolders(folders.length, 0, { uri });
}

async function ask(
  options: vscode.InputBoxOptions,
  problemOf: (text: string) => string | undefined,
): Promise<string | undefined> {
  const answer = await vscode.window.showInputBox({
    ...options,
    ignoreFocusOut: true,
    validateInput: (text) => problemOf(text.trim()),
  });
  return answer?.trim();
}

const addressProblem = (text: string): string | undefined =>
  parseSshAddress(text) === undefined
    ? l10n.t('An address reads user@host or user@host:port.')
    : undefined;

const pathProblem = (text: string): string | undefined =>
  /^\/[^\0]*$/.test(text) ? undefined : l10n.t('The path has to start with "/".');
