import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { RunTerminalPort } from '../../core/procedure/run/runPorts';
import { showProgram } from '../opening/programTerminal';
import type { Deployment } from '../remote/controlMachines';

/**
 * The terminal in which a command asks for a password: it is typed there and goes to the command
 * alone. The operator is told once that it is waited for.
 */
export function createPasswordTerminal({ directory, path }: Deployment): RunTerminalPort {
  return {
    open: (argv, title) => {
      showProgram(title, directory, path, argv);
      // Not waited for: it may stay as long as it likes, the terminal is what matters.
      void vscode.window.showInformationMessage(
        l10n.t(
          '"{0}" asks for the password of root: type it in its terminal. It is stored nowhere.',
          title,
        ),
      );
      return Promise.resolve();
    },
  };
}
