import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Prompter } from '../../core/ports/prompter';

/** Asks in this window what a login over ssh needs to know. */
export function createRemotePrompter(): Prompter {
  return {
    askSecret: async ({ title, prompt, isShown }) =>
      vscode.window.showInputBox({ title, prompt, password: !isShown, ignoreFocusOut: true }),
    confirmHostKey: async ({ host, keyType, fingerprint }) => {
      const connect = l10n.t('Connect');
      const answer = await vscode.window.showWarningMessage(
        l10n.t('{0} has not been connected to before. Is this its host key?', host),
        {
          modal: true,
          detail: l10n.t(
            '{0} {1}\nCompare it with what "ssh-keygen -lf" prints for the host key on that machine, or ask its administrator. It is then remembered in known_hosts.',
            keyType,
            fingerprint,
          ),
        },
        connect,
      );
      return answer === connect;
    },
  };
}
