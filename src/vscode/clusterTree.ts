import * as vscode from 'vscode';
import type { Target } from '../core/cluster/target';
import { isSameStatus } from '../core/status/sameStatus';
import { clusterTree } from '../core/tree/clusterTree';
import { nothingSeen, type Seen } from '../core/tree/live';
import { type Subject, type TreeNode, treeNode } from '../core/tree/treeNode';
import { directoryName } from './clusterName';
import type { ClusterStatuses } from './clusterStatuses';
import type { Inventories } from './inventories';
import type { DmInventoryModel } from './inventoryReader';
import type { RunBadge, RunBadges } from './runBadges';
import { statusInterval } from './settings';
import { timeOfDay, treeHover, treeItem } from './treeItems';

/** An element of the view: a node of the plain tree, and the inventory it belongs to. */
export interface ClusterElement {
  readonly model: DmInventoryModel;
  readonly node: TreeNode;
  readonly parent: ClusterElement | undefined;
}

/** What the tree is told of the running clusters; in a browser nothing but why. */
export type StatusSource = Pick<
  ClusterStatuses,
  'watch' | 'refresh' | 'of' | 'trouble' | 'isSilent' | 'since' | 'onDidChange'
>;

/** The view "DM Clusters". All that it shows is made in core; this only turns it into items. */
export class ClusterTree implements vscode.TreeDataProvider<ClusterElement>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<ClusterElement | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  /** By address of their inventory: the view knows its elements by identity. */
  private readonly roots = new Map<string, RootElement>();
  private readonly subscriptions: vscode.Disposable;

  constructor(
    private readonly inventories: Inventories,
    private readonly badges: RunBadges,
    private readonly statuses: StatusSource,
  ) {
    this.subscriptions = vscode.Disposable.from(
      inventories.onDidChange(() => {
        this.changed.fire(undefined);
      }),
      badges.onDidChange((inventory) => {
        const root = this.roots.get(inventory.toString());
        if (root !== undefined) this.changed.fire(root);
      }),
      statuses.onDidChange((inventory) => {
        const root = this.roots.get(inventory.toString());
        if (root !== undefined) this.show(root);
      }),
    );
  }

  async getChildren(element?: ClusterElement): Promise<ClusterElement[]> {
    if (element !== undefined) {
      const { model } = element;
      return element.node.children().map((node) => ({ model, node, parent: element }));
    }
    const models = await this.inventories.all();
    return models.map((model) => this.rootOf(model));
  }

  getParent(element: ClusterElement): ClusterElement | undefined {
    return element.parent;
  }

  getTreeItem(element: ClusterElement): vscode.TreeItem {
    return treeItem(element.model, element.node, this.badgeOf(element));
  }

  resolveTreeItem(item: vscode.TreeItem, element: ClusterElement): vscode.TreeItem {
    item.tooltip = treeHover(
      element.node,
      this.badgeOf(element),
      this.statuses.of(element.model.uri),
    );
    return item;
  }

  dispose(): void {
    this.subscriptions.dispose();
    this.changed.dispose();
  }

  /**
   * Only this cluster is drawn anew, and only when there is something new: a hover that is being
   * read would be taken away.
   */
  private show(root: RootElement): void {
    if (isDrawnTheSame(root.seen, this.seenOf(root.model))) return;
    this.draw(root);
    this.changed.fire(root);
  }

  private rootOf(model: DmInventoryModel): RootElement {
    const key = model.uri.toString();
    const root = this.roots.get(key) ?? new RootElement(model);
    root.model = model;
    this.roots.set(key, root);
    this.draw(root);
    return root;
  }

  private draw(root: RootElement): void {
    const { cluster, problems } = root.model;
    root.seen = this.seenOf(root.model);
    root.node = clusterTree(cluster, problems, directoryName(root.model), root.seen);
  }

  private seenOf({ uri }: DmInventoryModel): Seen {
    return {
      status: this.statuses.of(uri),
      trouble: this.statuses.trouble(uri),
      since: this.statuses.since(uri),
      isOnDemand: statusInterval() === 0,
      time: timeOfDay,
    };
  }

  private badgeOf({ model, node }: ClusterElement): RunBadge | undefined {
    return node.target && this.badges.of(model.uri, node.target);
  }
}

/** A cluster of the view, which is drawn anew with another node. */
class RootElement implements ClusterElement {
  readonly parent = undefined;
  node: TreeNode = treeNode({ id: 'cluster', kind: 'cluster', label: '' });
  /** What it was drawn from. */
  seen: Seen = nothingSeen;
  constructor(public model: DmInventoryModel) {}
}

/** Whether nothing that is drawn has changed; the time of a look is drawn only on demand. */
function isDrawnTheSame(drawn: Seen, seen: Seen): boolean {
  return (
    seen.trouble === drawn.trouble &&
    !seen.isOnDemand &&
    !drawn.isOnDemand &&
    seen.status !== undefined &&
    drawn.status !== undefined &&
    isSameStatus(seen.status, drawn.status)
  );
}

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
