import { isSameNode } from '../../core/tree/sameNode';
import type { TreeNode } from '../../core/tree/treeNode';
import type { DmInventoryModel } from '../inventories/inventoryReader';
import type { RunBadge } from '../runs/runBadges';

/** What a run says of a node. */
export type BadgeOf = (model: DmInventoryModel, node: TreeNode) => RunBadge | undefined;

/**
 * An element of the view: a node of the plain tree, and the inventory it belongs to. The view knows
 * it by identity. What lies below an element that is drawn anew is lost to the view until it has
 * asked for it again, and a command that is chosen from a menu meanwhile is given nothing. So
 * elements stay from look to look, and only those that look different are drawn anew.
 */
export class ClusterElement {
  badge: RunBadge | undefined;
  /** As the view has them; undefined until it asks. */
  private below: readonly ClusterElement[] | undefined;

  constructor(
    public model: DmInventoryModel,
    public node: TreeNode,
    readonly parent: ClusterElement | undefined,
    private readonly badgeOf: BadgeOf,
  ) {
    this.badge = badgeOf(model, node);
  }

  children(): readonly ClusterElement[] {
    this.below ??= this.node.children().map((node) => this.child(node));
    return this.below;
  }

  /** Becomes what the node is now; answers with the elements, this or below, that have to be drawn. */
  take(model: DmInventoryModel, node: TreeNode): readonly ClusterElement[] {
    const before = { node: this.node, badge: this.badge };
    this.model = model;
    this.node = node;
    this.badge = this.badgeOf(model, node);
    const below = this.takeBelow();
    const isSame = isSameNode(before.node, node) && isSameBadge(before.badge, this.badge);
    return isSame && below !== undefined ? below : [this];
  }

  /** undefined: others are there now, or in another order. */
  private takeBelow(): readonly ClusterElement[] | undefined {
    const { below } = this;
    if (below === undefined) return [];
    const known = new Map(below.map((child) => [child.node.id, child]));
    const changed: ClusterElement[] = [];
    const now = this.node.children().map((node) => {
      const child = known.get(node.id);
      if (child === undefined) return this.child(node);
      changed.push(...child.take(this.model, node));
      return child;
    });
    this.below = now;
    const isSameList =
      now.length === below.length && now.every((child, index) => child === below[index]);
    return isSameList ? changed : undefined;
  }

  private child(node: TreeNode): ClusterElement {
    return new ClusterElement(this.model, node, this, this.badgeOf);
  }
}

const isSameBadge = (one: RunBadge | undefined, other: RunBadge | undefined): boolean =>
  one?.kind === other?.kind && one?.text === other?.text;
