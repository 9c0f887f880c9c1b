import * as vscode from 'vscode';
import { registerCodeLenses } from './codeLenses';
import { registerDiagnostics } from './diagnostics';
import type { Inventories } from './inventories';
import { registerInventoryCodeActions } from './inventoryCodeActions';
import { registerInventoryCompletion } from './inventoryCompletion';
import { registerInventoryFormatting } from './inventoryFormatting';
import { registerInventoryHover } from './inventoryHover';
import { registerInventoryInlayHints } from './inventoryInlayHints';
import { registerInventoryNavigation } from './inventoryNavigation';
import { registerInventorySemanticTokens } from './inventorySemanticTokens';
import type { ErrorReporter } from './reportError';

/** The editor's features for inventories, one file each. Needs no control machine: without, only `canRun` is off. */
export function registerInventoryLanguage(
  inventories: Inventories,
  reportError: ErrorReporter,
  { canRun }: { readonly canRun: boolean },
): vscode.Disposable {
  return vscode.Disposable.from(
    registerDiagnostics(inventories, reportError),
    registerCodeLenses(inventories, { canRun }),
    registerInventoryNavigation(inventories),
    registerInventoryCodeActions(inventories),
    registerInventoryFormatting(inventories),
    registerInventorySemanticTokens(inventories),
    registerInventoryInlayHints(inventories),
    registerInventoryHover(inventories),
    registerInventoryCompletion(inventories),
  );
}
