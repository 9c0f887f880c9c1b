import type * as vscode from 'vscode';
import { type RunRef, runKey } from './runRef';
import type { RunTerminal } from './runTerminal';

/** The terminals of runs, one for each, for as long as the window is open. */
export class RunTerminals implements vscode.Disposable {
  /** By `runKey`. */
  private readonly terminals = new Map<
    string,
    { readonly directory: vscode.Uri; readonly terminal: RunTerminal }
  >();

  get(ref: RunRef): RunTerminal | undefined {
    return this.terminals.get(runKey(ref))?.terminal;
  }

  add(ref: RunRef, terminal: RunTerminal): void {
    this.terminals.set(runKey(ref), { directory: ref.directory, terminal });
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
