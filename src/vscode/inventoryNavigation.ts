import * as vscode from 'vscode';
import type { Inventories } from './inventories';
import { registerNavigationLinks } from './inventoryNavigationLinks';
import { registerNavigationNames } from './inventoryNavigationNames';
import { registerNavigationOutline } from './inventoryNavigationOutline';

/** Finding the way in inventories: outline, folding, definitions, references, rename, links. */
export function registerInventoryNavigation(inventories: Inventories): vscode.Disposable {
  return vscode.Disposable.from(
    registerNavigationOutline(inventories),
    registerNavigationNames(inventories),
    registerNavigationLinks(inventories),
  );
}
