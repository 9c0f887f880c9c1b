import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { encryptPassword } from '../../core/cluster/encryptPassword';
import { randomBytes } from '../randomBytes';

/**
 * What `dmctl -encrypt` does, in this process: nothing appears in a process list or a shell's
 * history. The result goes to the clipboard, the password nowhere.
 */
export async function encryptToClipboard(): Promise<void> {
  const password = await vscode.window.showInputBox({
    title: l10n.t('Encrypt a Password'),
    prompt: l10n.t('The password of the upstream database or of a task, as DM should use it.'),
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) =>
      text === ''
        ? l10n.t('An empty password is not encrypted: leave the value empty.')
        : undefined,
  });
  if (password === undefined || password === '') return;
  await vscode.env.clipboard.writeText(encryptPassword(password, randomBytes));
  void vscode.window.showInformationMessage(
    l10n.t(
      'The encrypted password is in the clipboard. DM hides passwords this way, it does not protect them: anyone with DM can read it.',
    ),
  );
}
