import * as vscode from 'vscode';
import { hover } from '../../core/language/hover/hover';
import { inventorySelector } from '../ids';
import type { Inventories } from '../inventories/inventories';
import { modelOf } from '../navigation/model';

/** What is known of a variable, a value, an instance or a section under the pointer. */
export function registerInventoryHover(inventories: Inventories): vscode.Disposable {
  return vscode.languages.registerHoverProvider([...inventorySelector], {
    async provideHover(document, position) {
      const model = await modelOf(inventories, document);
      if (model === undefined) return undefined;
      const found = hover(model, document.offsetAt(position));
      if (found === undefined) return undefined;
      const { start, end } = found.span;
      return new vscode.Hover(
        new vscode.MarkdownString(found.markdown),
        new vscode.Range(document.positionAt(start), document.positionAt(end)),
      );
    },
  });
}
