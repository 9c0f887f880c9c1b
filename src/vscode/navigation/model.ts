import type * as vscode from 'vscode';
import type { Inventories } from '../inventories/inventories';
import type { InventoryModel } from '../inventories/inventoryReader';

/** The model of a document as it is now; undefined when the document went on in the meantime. */
export async function modelOf(
  inventories: Inventories,
  document: vscode.TextDocument,
): Promise<InventoryModel | undefined> {
  const { version } = document;
  const model = await inventories.get(document.uri);
  return document.version === version ? model : undefined;
}
