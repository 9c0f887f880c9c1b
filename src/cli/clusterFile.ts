import path from 'node:path';
import * as l10n from '@vscode/l10n';
import type { Cluster } from '../core/cluster/cluster';
import { readCluster } from '../core/cluster/readCluster';
import { parseInventory } from '../core/inventory/parseInventory';
import type { CommandContext } from './command';
import type { InventorySource } from './inventorySource';

/** The inventory of a deployment, and what it makes. */
export interface ClusterFile {
  readonly cluster: Cluster;
  readonly source: InventorySource;
  /** Absolute directory of the deployment. */
  readonly deployment: string;
  /** File name in that directory. */
  readonly inventory: string;
}

/**
 * Reads an inventory; undefined, and the reason on standard error, when it has an error or no group
 * of DM: of an inventory that Ansible would read only in part nobody knows what belongs to it.
 */
export async function readClusterFile(
  file: string,
  context: CommandContext,
): Promise<ClusterFile | undefined> {
  const source = await context.readInventory(file);
  const inventory = parseInventory(source.text);
  const cluster = readCluster(inventory, source.files);
  if (inventory.error !== undefined) {
    const { message } = inventory.error;
    context.complain(`dm-cluster: ${l10n.t('{0} has an error: {1}', file, message)}\n`);
    return undefined;
  }
  if (cluster === undefined) {
    context.complain(`dm-cluster: ${l10n.t('{0} holds no group of DM', file)}\n`);
    return undefined;
  }
  const whole = path.resolve(file);
  return {
    cluster,
    source,
    deployment: path.dirname(whole),
    inventory: path.basename(whole),
  };
}
