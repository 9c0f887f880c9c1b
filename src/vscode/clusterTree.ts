import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { clusterTree, type TreeNode } from '../core/cluster/clusterTree';
import type { Target } from '../core/cluster/target';
import { clustersView } from './ids';
import type { Inventories } from './inventories';
import type { DmInventoryModel } from './inventoryReader';
import type { RunBadge, RunBadges } from './runBadges';

/** An element of the view: a node of the plain tree, and the inventory it belongs to. */
export interface ClusterElement {
  readonly model: DmInventoryModel;
  readonly node: TreeNode;
  readonly parent: ClusterElement | undefined;
}

/** The view "DM Clusters". All that it shows is made in core; this only turns it into items. */
export class ClusterTree implements vscode.TreeDataProvider<ClusterElement>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly subscriptions: vscode.Disposable;

  constructor(
    private readonly inventories: Inventories,
    private readonly badges: RunBadges,
  ) {
    const refresh = (): void => {
      this.changed.fire();
    };
    this.subscriptions = vscode.Disposable.from(
      inventories.onDidChange(refresh),
      badges.onDidChange(refresh),
    );
  }

  async getChildren(element?: ClusterElement): Promise<ClusterElement[]> {
    if (element !== undefined) {
      const { model, node } = element;
      return node.children.map((child) => ({ model, node: child, parent: element }));
    }
    const models = await this.inventories.all();
    return models.map((model) => ({
      model,
      node: clusterTree(model.cluster, model.problems, placeOf(model)),
      parent: undefined,
    }));
  }

  getParent(element: ClusterElement): ClusterElement | undefined {
    return element.parent;
  }

  getTreeItem({ model, node }: ClusterElement): vscode.TreeItem {
    const badge = node.target && this.badges.of(model.directory, node.target);
    const item = new vscode.TreeItem(node.label, collapsibleState(node));
    item.id = `${model.uri.toString()}#${node.id}`;
    item.description =
      badge === undefined ? node.description : `${badge.text} · ${node.description}`;
    item.tooltip = badge === undefined ? node.tooltip : `${node.tooltip}\n${badge.text}`;
    item.iconPath = iconOf(node, badge);
    item.contextValue = contextValueOf(node, badge);
    item.accessibilityInformation = {
      label: [node.label, item.description].filter((part) => part !== '').join(', '),
    };
    if (node.span !== undefined || node.kind === 'cluster') {
      item.command = {
        command: 'dmCluster.inventory.reveal',
        title: l10n.t('Show in Inventory'),
        arguments: [model.uri, node.span],
      };
    }
    return item;
  }

  dispose(): void {
    this.subscriptions.dispose();
    this.changed.dispose();
  }
}

export function registerClusterTree(tree: ClusterTree): vscode.Disposable {
  return vscode.Disposable.from(
    tree,
    vscode.window.createTreeView(clustersView, { treeDataProvider: tree, showCollapseAll: true }),
  );
}

/** What a command from the tree's menus is given. */
export function isClusterElement(value: unknown): value is ClusterElement & {
  readonly node: TreeNode & { readonly target: Target };
} {
  if (typeof value !== 'object' || value === null || !('node' in value) || !('model' in value)) {
    return false;
  }
  const { node } = value;
  return typeof node === 'object' && node !== null && 'target' in node && node.target !== undefined;
}

/** The directory as the operator knows it: from the workspace folder on, not from the root. */
function placeOf({ directory }: DmInventoryModel): string {
  const folder = vscode.workspace.getWorkspaceFolder(directory);
  if (folder?.uri.toString() === directory.toString()) return folder.name;
  return vscode.workspace.asRelativePath(directory, true);
}

function collapsibleState(node: TreeNode): vscode.TreeItemCollapsibleState {
  // Without a look at its children, which are made when it is opened.
  if (node.kind === 'range') return vscode.TreeItemCollapsibleState.Collapsed;
  return node.children.length === 0
    ? vscode.TreeItemCollapsibleState.None
    : vscode.TreeItemCollapsibleState.Expanded;
}

const icons: Readonly<Record<TreeNode['kind'], string>> = {
  cluster: 'server-environment',
  component: 'layers',
  range: 'list-flat',
  instance: 'server-process',
  error: 'error',
  empty: 'circle-slash',
};

function iconOf({ kind }: TreeNode, badge: RunBadge | undefined): vscode.ThemeIcon {
  if (kind === 'error') {
    return new vscode.ThemeIcon('error', new vscode.ThemeColor('problemsErrorIcon.foreground'));
  }
  switch (badge?.kind) {
    case 'running':
      return new vscode.ThemeIcon('loading~spin');
    case 'succeeded':
      return new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed'));
    case 'stopped':
      return new vscode.ThemeIcon('debug-stop');
    case 'failed':
      return new vscode.ThemeIcon('error', new vscode.ThemeColor('testing.iconFailed'));
    case undefined:
      return new vscode.ThemeIcon(icons[kind]);
  }
}

/** Words that menus ask for with `viewItem =~ /\bword\b/`: what the node is and what it can. */
function contextValueOf({ kind, target }: TreeNode, badge: RunBadge | undefined): string {
  if (target === undefined) return kind;
  return badge?.kind === 'running' ? `${kind} busy` : `${kind} runnable`;
}
