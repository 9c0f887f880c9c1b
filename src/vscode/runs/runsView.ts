import * as vscode from 'vscode';
import { runsView } from '../ids';
import type { ErrorReporter } from '../reportError';
import { type HistoryParts, RunHistories } from './runHistories';
import { type RunElement, RunsTree } from './runsTree';
import { StuckRuns } from './stuckRuns';

/** Milliseconds between two looks at a run that another window or operator drives, while in sight. */
const elsewherePause = 5_000;

export interface RunsViewParts extends HistoryParts {
  readonly reportError: ErrorReporter;
}

/** The view "Runs", registered, with what commands and tests need of it. */
export interface RunsView {
  readonly registration: vscode.Disposable;
  readonly tree: RunsTree;
  readonly histories: RunHistories;
}

/** Registers the view "Runs". What it shows is read when it is opened, and while it is seen. */
export function registerRunsView(parts: RunsViewParts): RunsView {
  const histories = new RunHistories(parts);
  const tree = new RunsTree(histories, parts.runs, parts.clock);
  const view = vscode.window.createTreeView(runsView, {
    treeDataProvider: tree,
    showCollapseAll: true,
  });
  const stuck = new StuckRuns(view, parts.runs);
  const visible = new VisibleRuns(view, { ...parts, histories, stuck });
  const registration = vscode.Disposable.from(histories, tree, view, stuck, visible);
  return { tree, histories, registration };
}

interface VisibleParts extends RunsViewParts {
  readonly histories: RunHistories;
  readonly stuck: StuckRuns;
}

class VisibleRuns implements vscode.Disposable {
  /** Aborted when the view is hidden. */
  private sight = new AbortController();
  /** The sight in which somebody waits for the next look already. */
  private waiting: AbortSignal | undefined;
  private readonly subscriptions: vscode.Disposable;

  constructor(
    private readonly view: vscode.TreeView<RunElement>,
    private readonly parts: VisibleParts,
  ) {
    this.subscriptions = vscode.Disposable.from(
      view.onDidChangeVisibility(({ visible }) => {
        this.sight.abort();
        this.sight = new AbortController();
        // It may have been hidden for long.
        if (visible) parts.histories.refresh();
      }),
      parts.histories.onDidChange(() => {
        this.update();
      }),
    );
    this.update();
  }

  dispose(): void {
    this.sight.abort();
    this.subscriptions.dispose();
  }

  private update(): void {
    this.look().catch(this.parts.reportError);
  }

  private async look(): Promise<void> {
    if (!this.view.visible) return;
    const { signal } = this.sight;
    const all = await this.parts.histories.all();
    if (isOver(signal)) return;
    const views = all.flatMap((runs) => runs.views);
    this.view.message = (all.length === 1 ? all[0]?.trouble : undefined) ?? '';
    this.parts.stuck.take(all);
    if (this.waiting === signal || !views.some(({ driver }) => driver === 'elsewhere')) return;
    this.waiting = signal;
    await this.parts.clock.sleep(elsewherePause, signal);
    if (isOver(signal)) return;
    this.waiting = undefined;
    this.parts.histories.refresh();
  }
}

/** Not a condition that TypeScript could take for known: it changes while one waits. */
const isOver = (signal: AbortSignal): boolean => signal.aborted;
