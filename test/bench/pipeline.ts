import type { Cluster } from '../../src/core/cluster/cluster';
import type { Problem } from '../../src/core/cluster/problem';
import { allInstances, readCluster } from '../../src/core/cluster/readCluster';
import { validate } from '../../src/core/cluster/validate';
import type { Inventory } from '../../src/core/inventory/inventory';
import { parseInventory } from '../../src/core/inventory/parseInventory';
import { noVariableFiles } from '../../src/core/inventory/variableFiles';
import { clusterTree } from '../../src/core/tree/clusterTree';
import type { TreeNode } from '../../src/core/tree/treeNode';

/** All that the product makes of a text before it shows anything. */
export interface Model {
  readonly inventory: Inventory;
  readonly cluster: Cluster;
  readonly problems: readonly Problem[];
  readonly tree: TreeNode;
}

export function readModel(text: string): Model {
  const inventory = parseInventory(text);
  const cluster = readCluster(inventory, noVariableFiles);
  if (cluster === undefined) throw new Error('no cluster in the inventory');
  const problems = validate(inventory, cluster, noVariableFiles);
  return { inventory, cluster, problems, tree: clusterTree(cluster, problems, 'bench') };
}

export const countInstances = ({ cluster }: Model): number => allInstances(cluster).length;
