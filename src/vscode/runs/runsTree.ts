import * as vscode from 'vscode';
import type { Clock } from '../../core/ports/clock';
import type { LockHolder } from '../../core/procedure/run/lock';
import type { RunNode } from '../../core/procedure/view/runNode';
import { runTree } from '../../core/procedure/view/runTree';
import type { RunView } from '../../core/procedure/view/runView';
import type { DeploymentRuns, RunHistories } from './runHistories';
import { deploymentItem, lockItem, moreItem, runHover, runItem, timeAndDay } from './runItems';
import { type RunRef, runKey } from './runRef';
import type { Runs } from './runs';

/** Milliseconds from something new of a run until it is drawn. */
const quiet = 100;

/** An element of the view "Runs". */
export type RunElement =
  | { readonly kind: 'deployment'; readonly runs: DeploymentRuns }
  | RunNodeElement
  | { readonly kind: 'more'; readonly directory: vscode.Uri }
  | { readonly kind: 'lock'; readonly directory: vscode.Uri; readonly holder: LockHolder };

export interface RunNodeElement {
  readonly kind: 'node';
  /** Of the deployment. */
  readonly directory: vscode.Uri;
  readonly node: RunNode;
  readonly parent: RunElement | undefined;
}

/** The view "Runs". All that it shows is made in core; this only turns it into items. */
export class RunsTree implements vscode.TreeDataProvider<RunElement>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<RunElement | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  /** Runs that are over do not change: what was made of them is kept. */
  private readonly made = new WeakMap<RunView, RunNode>();
  /** By `runKey`: the view knows its elements by identity. */
  private readonly drawn = new Map<string, LiveElement>();
  /** By `runKey`: what is about to be drawn anew. */
  private readonly due = new Set<string>();
  private readonly subscriptions: vscode.Disposable;

  constructor(
    private readonly histories: RunHistories,
    private readonly runs: Runs,
    private readonly clock: Pick<Clock, 'sleep'>,
  ) {
    this.subscriptions = vscode.Disposable.from(
      histories.onDidChange(() => {
        this.changed.fire(undefined);
      }),
      runs.onDidChange((ref) => {
        void this.showSoon(ref);
      }),
    );
  }

  async getChildren(element?: RunElement): Promise<RunElement[]> {
    switch (element?.kind) {
      case undefined: {
        const all = await this.histories.all();
        const [only] = all;
        if (only !== undefined && all.length === 1) return this.below(only, undefined);
        return all.map((runs) => ({ kind: 'deployment', runs }));
      }
      case 'deployment':
        return this.below(element.runs, element);
      case 'node':
        return element.node.children.map((node) => ({
          kind: 'node',
          directory: element.directory,
          node,
          parent: element,
        }));
      case 'more':
      case 'lock':
        return [];
    }
  }

  getParent(element: RunElement): RunElement | undefined {
    return element.kind === 'node' ? element.parent : undefined;
  }

  getTreeItem(element: RunElement): vscode.TreeItem {
    switch (element.kind) {
      case 'deployment':
        return deploymentItem(element.runs);
      case 'node':
        return runItem(element.directory, element.node);
      case 'more':
        return moreItem(element.directory);
      case 'lock':
        return lockItem(element.directory, element.holder);
    }
  }

  resolveTreeItem(item: vscode.TreeItem, element: RunElement): vscode.TreeItem {
    if (element.kind === 'node') item.tooltip = runHover(element.node);
    return item;
  }

  dispose(): void {
    this.subscriptions.dispose();
    this.changed.dispose();
  }

  /** A play of many hosts tells much at once: it is drawn once for all of it. */
  private async showSoon(ref: RunRef): Promise<void> {
    const key = runKey(ref);
    if (this.due.has(key)) return;
    this.due.add(key);
    await this.clock.sleep(quiet);
    this.due.delete(key);
    this.show(ref);
  }

  /** A run that goes on is drawn anew by itself; one that is not there yet, with all. */
  private show(ref: RunRef): void {
    const live = this.runs.live(ref);
    if (live === undefined) return; // it has ended: the history is read again
    const element = this.drawn.get(runKey(ref));
    if (element === undefined) {
      this.histories.refresh();
      return;
    }
    element.node = runTree(live, timeAndDay);
    this.changed.fire(element);
  }

  private below(runs: DeploymentRuns, parent: RunElement | undefined): RunElement[] {
    const { directory, views, holder, hasMore } = runs;
    const isShown = views.some(({ state }) => state.run === holder?.run && state.end === undefined);
    return [
      ...(holder === undefined || isShown ? [] : [{ kind: 'lock', directory, holder } as const]),
      ...views.map((view) => this.elementOf(view, directory, parent)),
      ...(hasMore ? [{ kind: 'more', directory } as const] : []),
    ];
  }

  private elementOf(
    view: RunView,
    directory: vscode.Uri,
    parent: RunElement | undefined,
  ): RunNodeElement {
    const ref = { directory, run: view.state.run };
    const key = runKey(ref);
    const live = this.runs.live(ref);
    const node = live === undefined ? this.nodeOf(view) : runTree(live, timeAndDay);
    const element = this.drawn.get(key) ?? new LiveElement(directory, node);
    element.node = node;
    element.parent = parent;
    this.drawn.set(key, element);
    return element;
  }

  private nodeOf(view: RunView): RunNode {
    const node = this.made.get(view) ?? runTree(view, timeAndDay);
    this.made.set(view, node);
    return node;
  }
}

/** A run of the view, which is drawn anew with another node. */
class LiveElement implements RunNodeElement {
  readonly kind = 'node';
  parent: RunElement | undefined;
  constructor(
    readonly directory: vscode.Uri,
    public node: RunNode,
  ) {}
}

/** What a command from the view's menus is given; it may be called with anything. */
export function isRunElement(value: unknown): value is RunNodeElement {
  return isOfKind(value, 'node') && 'node' in value && 'directory' in value;
}

export function isPlaceElement(
  value: unknown,
): value is { readonly kind: string; readonly directory: vscode.Uri } {
  return (isOfKind(value, 'lock') || isOfKind(value, 'more')) && 'directory' in value;
}

function isOfKind(value: unknown, kind: string): value is { readonly kind: string } {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind;
}
