import * as vscode from 'vscode';
import { diagnosticSource, inventorySelector } from '../ids';
import type { Inventories } from '../inventories/inventories';
import { openDocument } from '../inventories/inventoryReader';
import type { ErrorReporter } from '../reportError';
import { toDiagnostics } from './toDiagnostics';

/** Problems of the open inventories, kept up to date as they are typed. */
export function registerDiagnostics(
  inventories: Inventories,
  reportError: ErrorReporter,
): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection(diagnosticSource);
  /** By inventory the other files that it has set problems of. */
  const beside = new Map<string, readonly vscode.Uri[]>();
  const clear = (uri: vscode.Uri): void => {
    collection.delete(uri);
    for (const other of beside.get(uri.toString()) ?? []) {
      if (openDocument(other) === undefined) collection.delete(other);
    }
    beside.delete(uri.toString());
  };
  const show = async (document: vscode.TextDocument): Promise<void> => {
    if (vscode.languages.match([...inventorySelector], document) === 0) return;
    const { version, uri } = document;
    const model = await inventories.get(uri);
    if (document.isClosed || document.version !== version) return;
    clear(uri);
    const [own, ...others] = model === undefined ? [] : toDiagnostics(model);
    if (own !== undefined) collection.set(uri, own.diagnostics);
    // An open file tells its problems itself.
    const shown = others.filter((other) => openDocument(other.uri) === undefined);
    for (const other of shown) collection.set(other.uri, other.diagnostics);
    beside.set(
      uri.toString(),
      shown.map((other) => other.uri),
    );
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
      clear(uri);
    }),
  );
}
