import * as vscode from 'vscode';
import { registerCodeLenses } from './codeLenses';
import { registerDiagnostics } from './diagnostics';
import type { Inventories } from './inventories';
import { registerInventoryCompletion } from './inventoryCompletion';
import { registerInventoryHover } from './inventoryHover';
import { registerInventoryInlayHints } from './inventoryInlayHints';
import { registerInventoryNavigation } from './inventoryNavigation';
import { registerInventorySemanticTokens } from './inventorySemanticTokens';
import type { ErrorReporter } from './reportError';

/** The editor's features for inventories, one file each. Needs no control machine. */
export function registerInventoryLanguage(
  inventories: Inventories,
  reportError: ErrorReporter,
): vscode.Disposable {
  return vscode.Disposable.from(
    registerDiagnostics(inventories, reportError),
    registerCodeLenses(inventories),
    registerInventoryNavigation(inventories),
    registerInventorySemanticTokens(inventories),
    registerInventoryInlayHints(inventories),
    registerInventoryHover(inventories),
    registerInventoryCompletion(inventories),
  );
}
