import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { statusProblems } from '../../core/status/statusProblems';
import { type ClusterProblems, treeBadge } from '../../core/tree/treeBadge';
import { clustersView } from '../ids';
import type { Inventories } from '../inventories/inventories';
import type { DmInventoryModel } from '../inventories/inventoryReader';
import type { ErrorReporter } from '../reportError';
import type { ClusterElement } from './clusterElement';
import { clusterName } from './clusterName';
import type { ClusterTree, StatusSource } from './clusterTree';
import { timeOfDay } from './treeItems';

export interface ClusterViewParts {
  readonly tree: ClusterTree;
  readonly inventories: Inventories;
  readonly statuses: StatusSource;
  readonly reportError: ErrorReporter;
}

/** Registers the view "DM Clusters". Its clusters are looked at as long as it can be seen. */
export function registerClusterView(parts: ClusterViewParts): vscode.Disposable {
  const view = vscode.window.createTreeView(clustersView, {
    treeDataProvider: parts.tree,
    showCollapseAll: true,
  });
  return vscode.Disposable.from(parts.tree, view, new VisibleClusters(view, parts));
}

class VisibleClusters implements vscode.Disposable {
  private readonly watches = new Map<string, vscode.Disposable>();
  private models: readonly DmInventoryModel[] = [];
  private shortfall: string | undefined;
  private readonly subscriptions: vscode.Disposable;

  constructor(
    private readonly view: vscode.TreeView<ClusterElement>,
    private readonly parts: ClusterViewParts,
  ) {
    const update = (): void => {
      this.update().catch(parts.reportError);
    };
    parts.tree.setVisible(view.visible);
    this.subscriptions = vscode.Disposable.from(
      view.onDidChangeVisibility(({ visible }) => {
        parts.tree.setVisible(visible);
        update();
      }),
      parts.inventories.onDidChange(() => {
        if (view.visible) update();
      }),
      parts.statuses.onDidChange(() => {
        this.tell();
      }),
    );
    if (view.visible) update();
  }

  dispose(): void {
    this.subscriptions.dispose();
    this.keep(new Map());
  }

  private async update(): Promise<void> {
    if (this.view.visible) {
      const { inventories } = this.parts;
      [this.models, this.shortfall] = await Promise.all([
        inventories.all(),
        inventories.shortfall(),
      ]);
    }
    // It may have been hidden meanwhile.
    const shown = this.view.visible ? this.models : [];
    this.keep(new Map(shown.map(({ uri }) => [uri.toString(), uri])));
    this.tell();
  }

  private keep(wanted: ReadonlyMap<string, vscode.Uri>): void {
    for (const [key, watch] of this.watches) {
      if (wanted.has(key)) continue;
      watch.dispose();
      this.watches.delete(key);
    }
    for (const [key, uri] of wanted) {
      if (!this.watches.has(key)) this.watches.set(key, this.parts.statuses.watch(uri));
    }
  }

  /** What can't be told of the clusters stands above them, what is wrong with them in the badge. */
  private tell(): void {
    const several = this.models.length > 1;
    const messages = this.shortfall === undefined ? [] : [this.shortfall];
    const problems: ClusterProblems[] = [];
    for (const model of this.models) {
      const name = several ? clusterName(model) : undefined;
      const trouble = this.troubleOf(model);
      if (trouble !== undefined)
        messages.push(name === undefined ? trouble : `${name}: ${trouble}`);
      problems.push({ name, sentences: this.problemsOf(model, trouble) });
    }
    this.view.message = messages.join('\n');
    this.view.badge = treeBadge(problems);
  }

  private problemsOf({ uri, cluster }: DmInventoryModel, trouble?: string): readonly string[] {
    const { statuses } = this.parts;
    if (trouble !== undefined) return statuses.isSilent(uri) ? [trouble] : [];
    const status = statuses.of(uri);
    if (status === undefined) return [];
    return statusProblems(status, cluster).map(({ sentence }) => sentence);
  }

  private troubleOf({ uri, inventory }: DmInventoryModel): string | undefined {
    const { statuses } = this.parts;
    const trouble = statuses.trouble(uri);
    // An error of the inventory stands in the tree already.
    if (trouble === undefined || inventory.error !== undefined) return undefined;
    const last = statuses.of(uri);
    return last === undefined
      ? l10n.t('State unknown: {0}', trouble)
      : l10n.t('State unknown since {0}: {1}', timeOfDay(last.observedAt), trouble);
  }
}
