import * as vscode from 'vscode';
import { toDiagnostics } from './convert';
import { diagnosticSource, inventorySelector } from './ids';
import type { Inventories } from './inventories';
import type { ErrorReporter } from './reportError';

/** Problems of the open inventories, kept up to date as they are typed. */
export function registerDiagnostics(
  inventories: Inventories,
  reportError: ErrorReporter,
): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection(diagnosticSource);
  const show = async (document: vscode.TextDocument): Promise<void> => {
    if (vscode.languages.match([...inventorySelector], document) === 0) return;
    const { version } = document;
    const model = await inventories.get(document.uri);
    if (document.isClosed || document.version !== version) return;
    collection.set(document.uri, model && toDiagnostics(model.problems, model.inventory));
  };
  const update = (document: vscode.TextDocument): void => {
    show(document).catch(reportError);
  };
  const updateAll = (): void => {
    for (const document of vscode.workspace.textDocuments) update(document);
  };
  updateAll();
  return vscode.Disposable.from(
    collection,
    inventories.onDidChange(updateAll),
    vscode.workspace.onDidOpenTextDocument(update),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      collection.delete(uri);
    }),
  );
}
