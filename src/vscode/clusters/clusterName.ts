import * as vscode from 'vscode';
import type { DmInventoryModel } from '../inventories/inventoryReader';

/** What the operator knows a cluster by: its name, or its directory where the inventory has none. */
export function clusterName(model: DmInventoryModel): string {
  return model.cluster.name ?? directoryName(model);
}

/** The directory as the operator knows it: from the workspace folder on, not from the root. */
export function directoryName({ directory }: Pick<DmInventoryModel, 'directory'>): string {
  const folder = vscode.workspace.getWorkspaceFolder(directory);
  if (folder?.uri.toString() === directory.toString()) return folder.name;
  return vscode.workspace.asRelativePath(directory, true);
}
