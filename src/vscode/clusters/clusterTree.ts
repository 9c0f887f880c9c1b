import * as vscode from 'vscode';
import type { Target } from '../../core/cluster/target';
import { clusterTree } from '../../core/tree/clusterTree';
import type { Subject, TreeNode } from '../../core/tree/treeNode';
import type { Inventories } from '../inventories/inventories';
import type { DmInventoryModel } from '../inventories/inventoryReader';
import type { ErrorReporter } from '../reportError';
import type { RunBadges } from '../runs/runBadges';
import { affectsStatusInterval, statusInterval } from '../settings';
import { type BadgeOf, ClusterElement } from './clusterElement';
import { directoryName } from './clusterName';
import type { ClusterStatuses } from './clusterStatuses';
import { timeOfDay, treeHover, treeItem } from './treeItems';

/** What the tree is told of the running clusters; in a browser nothing but why. */
export type StatusSource = Pick<
  ClusterStatuses,
  'watch' | 'refresh' | 'of' | 'trouble' | 'isSilent' | 'since' | 'onDidChange'
>;

/** More changes than these are drawn as one: VS Code compares each with each. */
const mostChanges = 200;

/** The view "DM Clusters". All that it shows is made in core; this only turns it into items. */
export class ClusterTree implements vscode.TreeDataProvider<ClusterElement>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<ClusterElement[] | undefined>();
  /** Fires with what looks different; with nothing when there are other clusters. */
  readonly onDidChangeTreeData = this.changed.event;
  /** By address of their inventory. */
  private readonly roots = new Map<string, ClusterElement>();
  /** What the view was told of; undefined before it asked. */
  private shown: readonly string[] | undefined;
  private updating: Promise<void> = Promise.resolve();
  private isVisible = true;
  /** Whether inventories have changed since they were put into the tree. */
  private isStale = false;
  private readonly subscriptions: vscode.Disposable;

  constructor(
    private readonly inventories: Inventories,
    private readonly badges: RunBadges,
    private readonly statuses: StatusSource,
    private readonly reportError: ErrorReporter,
  ) {
    const redrawAt = (inventory: vscode.Uri): void => {
      const root = this.roots.get(inventory.toString());
      if (root !== undefined) this.redraw(root.model);
    };
    this.subscriptions = vscode.Disposable.from(
      inventories.onDidChange(() => {
        this.isStale = true;
        this.updateSoon();
      }),
      badges.onDidChange(redrawAt),
      statuses.onDidChange(redrawAt),
      vscode.workspace.onDidChangeConfiguration((event) => {
        // Whether the looks go on by themselves: if not, the clusters say when the last one was.
        if (!affectsStatusInterval(event)) return;
        for (const { model } of this.roots.values()) this.redraw(model);
      }),
    );
  }

  /**
   * The view tells whether it can be seen. What nobody sees reads nothing by itself, and no machine
   * over ssh asks for a password for it; what has changed meanwhile is read when it is seen again.
   */
  setVisible(isVisible: boolean): void {
    this.isVisible = isVisible;
    this.updateSoon();
  }

  async getChildren(element?: ClusterElement): Promise<ClusterElement[]> {
    if (element !== undefined) return [...element.children()];
    const models = await this.inventories.all();
    this.shown ??= models.map(keyOf);
    return models.map((model) => this.redraw(model));
  }

  getParent(element: ClusterElement): ClusterElement | undefined {
    return element.parent;
  }

  getTreeItem(element: ClusterElement): vscode.TreeItem {
    return treeItem(element);
  }

  resolveTreeItem(item: vscode.TreeItem, { node, badge }: ClusterElement): vscode.TreeItem {
    item.tooltip = treeHover(node, badge);
    return item;
  }

  dispose(): void {
    this.subscriptions.dispose();
    this.changed.dispose();
  }

  private updateSoon(): void {
    if (!this.isVisible || !this.isStale) return;
    this.isStale = false;
    // One after the other, or an older answer could be the last.
    this.updating = this.updating
      .then(() => this.update())
      .catch((error: unknown) => {
        // Not waited for, as that takes until the message is closed: the next change comes before.
        void this.reportError(error);
      });
  }

  /** Nothing is read before the view has asked, nor for it what can't be read: it says why. */
  private async update(): Promise<void> {
    const before = this.shown;
    const models =
      before === undefined ? undefined : await this.inventories.all().catch(() => undefined);
    this.shown = models?.map(keyOf);
    const keys = new Set(this.shown);
    for (const key of this.roots.keys()) if (!keys.has(key)) this.roots.delete(key);
    for (const model of models ?? []) this.redraw(model);
    if (this.shown === undefined || String(this.shown) !== String(before))
      this.changed.fire(undefined);
  }

  private redraw(model: DmInventoryModel): ClusterElement {
    const key = keyOf(model);
    const node = this.nodeOf(model);
    const root = this.roots.get(key);
    if (root === undefined) {
      const made = new ClusterElement(model, node, undefined, this.badgeOf);
      this.roots.set(key, made);
      return made;
    }
    const changed = root.take(model, node);
    if (changed.length > mostChanges) this.changed.fire([root]);
    else if (changed.length > 0) this.changed.fire([...changed]);
    return root;
  }

  private nodeOf(model: DmInventoryModel): TreeNode {
    const { uri, cluster, problems } = model;
    return clusterTree(cluster, problems, directoryName(model), {
      status: this.statuses.of(uri),
      trouble: this.statuses.trouble(uri),
      since: this.statuses.since(uri),
      isOnDemand: statusInterval() === 0,
      time: timeOfDay,
    });
  }

  private readonly badgeOf: BadgeOf = ({ uri }, { target }) =>
    target && this.badges.of(uri, target);
}

const keyOf = ({ uri }: DmInventoryModel): string => uri.toString();

/** What a command from the tree's menus is given. */
export function isClusterElement(value: unknown): value is ClusterElement & {
  readonly node: TreeNode & { readonly target: Target };
} {
  return isElement(value) && value.node.target !== undefined;
}

/** The same, for what stands for something of the running cluster: a task, a relay log, a lock. */
export function isLiveElement<K extends Subject['kind']>(
  value: unknown,
  ...kinds: readonly K[]
): value is ClusterElement & {
  readonly node: TreeNode & { readonly subject: Extract<Subject, { readonly kind: K }> };
} {
  const known: readonly string[] = kinds;
  return (
    isElement(value) && value.node.subject !== undefined && known.includes(value.node.subject.kind)
  );
}

/** Commands may be called with anything; only the tree makes nodes below an `inventory model`. */
export function isElement(value: unknown): value is ClusterElement {
  if (typeof value !== 'object' || value === null || !('node' in value) || !('model' in value)) {
    return false;
  }
  return typeof value.node === 'object' && value.node !== null && 'children' in value.node;
}
