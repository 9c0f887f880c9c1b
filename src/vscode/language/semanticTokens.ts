import * as vscode from 'vscode';
import { semanticTokens } from '../../core/language/semanticTokens';
import type { Span } from '../../core/text/textEdit';
import { inventorySelector, semanticTokenModifiers, semanticTokenTypes } from '../ids';
import type { Inventories } from '../inventories/inventories';
import { modelOf } from '../navigation/model';

const legend = new vscode.SemanticTokensLegend(
  [...semanticTokenTypes],
  [...semanticTokenModifiers],
);

/** Colours for what only the model knows; of a large file first what is in sight. */
export function registerInventorySemanticTokens(inventories: Inventories): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const provide = async (
    document: vscode.TextDocument,
    span: Span,
  ): Promise<vscode.SemanticTokens | undefined> => {
    const model = await modelOf(inventories, document);
    if (model === undefined) return undefined;
    const builder = new vscode.SemanticTokensBuilder(legend);
    for (const token of semanticTokens(model, span)) {
      const start = document.positionAt(token.span.start);
      const range = new vscode.Range(start, document.positionAt(token.span.end));
      builder.push(range, token.type, token.isIneffective ? ['ineffective'] : []);
    }
    return builder.build();
  };
  const selector = [...inventorySelector];
  const whole: vscode.DocumentSemanticTokensProvider = {
    onDidChangeSemanticTokens: changed.event,
    provideDocumentSemanticTokens: (document) =>
      provide(document, { start: 0, end: document.getText().length }),
  };
  const inSight: vscode.DocumentRangeSemanticTokensProvider = {
    provideDocumentRangeSemanticTokens: (document, { start, end }) =>
      provide(document, { start: document.offsetAt(start), end: document.offsetAt(end) }),
  };
  return vscode.Disposable.from(
    changed,
    inventories.onDidChange(() => {
      changed.fire();
    }),
    vscode.languages.registerDocumentSemanticTokensProvider(selector, whole, legend),
    vscode.languages.registerDocumentRangeSemanticTokensProvider(selector, inSight, legend),
  );
}
