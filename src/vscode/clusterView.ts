import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ClusterElement, ClusterTree, StatusSource } from './clusterTree';
import { clustersView } from './ids';
import type { Inventories } from './inventories';
import type { DmInventoryModel } from './inventoryReader';
import type { ErrorReporter } from './reportError';
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
  private readonly subscriptions: vscode.Disposable;

  constructor(
    private readonly view: vscode.TreeView<ClusterElement>,
    private readonly parts: ClusterViewParts,
  ) {
    const update = (): void => {
      this.update().catch(parts.reportError);
    };
    this.subscriptions = vscode.Disposable.from(
      view.onDidChangeVisibility(update),
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
    if (this.view.visible) this.models = await this.parts.inventories.all();
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

  /** What can't be told of the clusters, above them. */
  private tell(): void {
    const sentences = this.models.flatMap((model) => {
      const trouble = this.troubleOf(model);
      if (trouble === undefined) return [];
      const { name } = model.cluster;
      return this.models.length === 1 || name === undefined ? trouble : `${name}: ${trouble}`;
    });
    this.view.message = [...new Set(sentences)].join('\n');
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
