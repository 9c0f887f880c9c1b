import * as vscode from 'vscode';
import { inlayHints } from '../../core/language/inlayHints';
import { inventorySelector } from '../ids';
import type { Inventories } from '../inventories/inventories';
import { modelOf } from '../navigation/model';
import { affectsInlayHints, areInlayHintsOn } from '../settings';

/** Port and directory of instances behind their lines, where the lines don't say them. */
export function registerInventoryInlayHints(inventories: Inventories): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const fire = (): void => {
    changed.fire();
  };
  const provider: vscode.InlayHintsProvider = {
    onDidChangeInlayHints: changed.event,
    async provideInlayHints(document, range) {
      if (!areInlayHintsOn()) return [];
      const model = await modelOf(inventories, document);
      if (model === undefined) return [];
      const span = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
      return inlayHints(model, span).map(({ offset, label, tooltip }) => {
        const hint = new vscode.InlayHint(document.positionAt(offset), label);
        hint.paddingLeft = true;
        hint.tooltip = tooltip;
        return hint;
      });
    },
  };
  return vscode.Disposable.from(
    changed,
    inventories.onDidChange(fire),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (affectsInlayHints(event)) fire();
    }),
    vscode.languages.registerInlayHintsProvider([...inventorySelector], provider),
  );
}
