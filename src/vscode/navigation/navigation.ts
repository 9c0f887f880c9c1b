import * as vscode from 'vscode';
import type { Inventories } from '../inventories/inventories';
import { registerNavigationLinks } from './links';
import { registerNavigationNames } from './names';
import { registerNavigationOutline } from './outline';

/** Finding the way in inventories: outline, folding, definitions, references, rename, links. */
export function registerInventoryNavigation(inventories: Inventories): vscode.Disposable {
  return vscode.Disposable.from(
    registerNavigationOutline(inventories),
    registerNavigationNames(inventories),
    registerNavigationLinks(inventories),
  );
}
