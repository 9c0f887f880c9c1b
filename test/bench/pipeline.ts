import type { Cluster } from '../../src/core/cluster/cluster';
import type { Problem } from '../../src/core/cluster/problem';
import { allInstances, readCluster } from '../../src/core/cluster/readCluster';
import { validate } from '../../src/core/cluster/validate';
import type { Inventory } from '../../src/core/inventory/inventory';
import { parseInventory } from '../../src/core/inventory/parseInventory';
import { noVariableFiles } from '../../src/core/inventory/variableFiles';
import { clusterTree } from '../../src/core/tree/clusterTree';
import type { TreeNode } from '../../src/core/tree/treeNode';

/** All that the product makes of a text until it is shown. */
export interface Model {
  readonly inventory: Inventory;
  readonly cluster: Cluster;
  readonly problems: readonly Problem[];
  readonly tree: ShownNode;
}

/** A node of the tree with the children that the view asks for: those of open nodes. */
export interface ShownNode {
  readonly node: TreeNode;
  readonly children: readonly ShownNode[];
}

export function readModel(text: string): Model {
  const inventory = parseInventory(text);
  const cluster = readCluster(inventory, noVariableFiles);
  if (cluster === undefined) throw new Error('no cluster in the inventory');
  const problems = validate(inventory, cluster, noVariableFiles);
  const tree = show(clusterTree(cluster, problems, 'bench'));
  if (tree.children.length === 0) throw new Error('nothing to show');
  return { inventory, cluster, problems, tree };
}

function show(node: TreeNode): ShownNode {
  return { node, children: node.isOpen ? node.children().map(show) : [] };
}

/** Nodes of the tree once everything in it is opened, the ten thousand instances included. */
export function openAll({ children }: TreeNode): number {
  return children().reduce((sum, child) => sum + openAll(child), 1);
}

export const countInstances = ({ cluster }: Model): number => allInstances(cluster).length;
