import * as vscode from 'vscode';
import { onControlMachine } from '../../core/ansible/terminalCommand';
import { parseSshAddress } from '../../core/text/sshAddress';
import { remoteScheme } from '../ids';

/** A program on the control machine, by its arguments: no shell reads what the inventory holds. */
export function showProgram(
  name: string,
  deployment: vscode.Uri,
  directory: string,
  argv: readonly string[],
): void {
  const address =
    deployment.scheme === remoteScheme ? parseSshAddress(deployment.authority) : undefined;
  const [shellPath = '', ...shellArgs] =
    address === undefined ? argv : onControlMachine(address, directory, argv);
  vscode.window
    .createTerminal({
      name,
      shellPath,
      shellArgs,
      ...(address === undefined ? { cwd: directory } : {}),
      iconPath: new vscode.ThemeIcon('server-process'),
      isTransient: true,
    })
    .show();
}
