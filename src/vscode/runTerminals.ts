import type * as vscode from 'vscode';
import type { RunTerminal } from './runTerminal';

/** The terminals of runs, one for each, for as long as the window is open. */
export class RunTerminals implements vscode.Disposable {
  private readonly terminals = new Map<
    string,
    { readonly directory: vscode.Uri; readonly terminal: RunTerminal }
  >();

  get(run: string): RunTerminal | undefined {
    return this.terminals.get(run)?.terminal;
  }

  /** `directory` is the deployment's. */
  add(run: string, directory: vscode.Uri, terminal: RunTerminal): void {
    this.terminals.set(run, { directory, terminal });
  }

  /** That of the last run, of a deployment or at all. */
  last(directory: vscode.Uri | undefined): RunTerminal | undefined {
    return [...this.terminals.values()].findLast(
      (known) => directory === undefined || known.directory.toString() === directory.toString(),
    )?.terminal;
  }

  dispose(): void {
    for (const { terminal } of this.terminals.values()) terminal.dispose();
  }
}
