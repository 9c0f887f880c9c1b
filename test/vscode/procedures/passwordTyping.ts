import { readlink } from 'node:fs/promises';
import * as vscode from 'vscode';
import { run } from '../../sandbox/control/run';
import { until } from '../../sandbox/control/until';

/** Types a password into each terminal that asks for one: such a terminal does not echo what is typed. */
export function typingPassword(password: string): vscode.Disposable {
  return vscode.window.onDidOpenTerminal((terminal) => {
    // What only shows a run has no process of its own.
    if ('shellPath' in terminal.creationOptions) void typeWhenAsked(terminal, password);
  });
}

async function typeWhenAsked(terminal: vscode.Terminal, password: string): Promise<void> {
  const pid = await terminal.processId;
  const asks = async (): Promise<boolean> => {
    const tty = await readlink(`/proc/${pid}/fd/0`).catch(() => '');
    if (!tty.startsWith('/dev/pts/')) return false;
    return (await run(['stty', '-a', '-F', tty])).stdout.includes(' -echo ');
  };
  await until(`${terminal.name} asks for a password`, asks, 60);
  terminal.sendText(password);
}
