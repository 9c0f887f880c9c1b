import type * as vscode from 'vscode';
import type { RunTerminal } from './runTerminal';

/** The terminals of runs, one for each, for as long as the window is open. */
export class RunTerminals implements vscode.Disposable {
  private readonly terminals = new Map<
    string,
    { readonly deployment: string; readonly terminal: RunTerminal }
  >();

  get(run: string): RunTerminal | undefined {
    return this.terminals.get(run)?.terminal;
  }

  add(run: string, deployment: string, terminal: RunTerminal): void {
    this.terminals.set(run, { deployment, terminal });
  }

  /** That of the last run, of a deployment or at all. */
  last(deployment: string | undefined): RunTerminal | undefined {
    return [...this.terminals.values()].findLast(
      (known) => deployment === undefined || known.deployment === deployment,
    )?.terminal;
  }

  dispose(): void {
    for (const { terminal } of this.terminals.values()) terminal.dispose();
  }
}
