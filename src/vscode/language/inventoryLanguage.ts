import * as vscode from 'vscode';
import type { Inventories } from '../inventories/inventories';
import { registerInventoryNavigation } from '../navigation/navigation';
import type { ErrorReporter } from '../reportError';
import { registerInventoryCodeActions } from './codeActions';
import { registerCodeLenses } from './codeLenses';
import { registerInventoryCompletion } from './completion';
import { registerDiagnostics } from './diagnostics';
import { registerInventoryFormatting } from './formatting';
import { registerInventoryHover } from './hover';
import { registerInventoryInlayHints } from './inlayHints';
import { registerInventorySemanticTokens } from './semanticTokens';

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
