import * as vscode from 'vscode';
import { formatInventory } from '../../core/language/formatting';
import type { Span } from '../../core/text/textEdit';
import { createPositions, toRange } from '../convert';
import { inventorySelector } from '../ids';
import type { Inventories } from '../inventories/inventories';

/** Format Document and Format Selection. */
export function registerInventoryFormatting(inventories: Inventories): vscode.Disposable {
  const format = async (document: vscode.TextDocument, span?: Span): Promise<vscode.TextEdit[]> => {
    const { version } = document;
    const model = await inventories.get(document.uri);
    if (model === undefined || document.version !== version) return [];
    const positions = createPositions(model.inventory.text);
    return formatInventory(model.inventory, span).map(
      ({ span: replaced, newText }) => new vscode.TextEdit(toRange(replaced, positions), newText),
    );
  };
  return vscode.languages.registerDocumentRangeFormattingEditProvider([...inventorySelector], {
    provideDocumentRangeFormattingEdits: (document, range) =>
      format(document, {
        start: document.offsetAt(range.start),
        end: document.offsetAt(range.end),
      }),
  });
}
