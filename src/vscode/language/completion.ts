import * as vscode from 'vscode';
import { completions } from '../../core/language/completion/completion';
import type { Completion } from '../../core/language/completion/completionItem';
import { inventorySelector } from '../ids';
import type { Inventories } from '../inventories/inventories';
import { modelOf } from '../navigation/model';

/** Signs after which something else can be proposed: the list opens by itself. */
const triggers = ['[', ':', '=', ' ', '"', "'"];

/** Completion of sections, groups, variables, values and whole lines of DM-workers. */
export function registerInventoryCompletion(inventories: Inventories): vscode.Disposable {
  const provider: vscode.CompletionItemProvider = {
    async provideCompletionItems(document, position) {
      const model = await modelOf(inventories, document);
      if (model === undefined) return undefined;
      return completions(model, document.offsetAt(position)).map((completion, index) =>
        toItem(completion, index, document),
      );
    },
  };
  return vscode.languages.registerCompletionItemProvider(
    [...inventorySelector],
    provider,
    ...triggers,
  );
}

function toItem(
  completion: Completion,
  index: number,
  document: vscode.TextDocument,
): vscode.CompletionItem {
  const { kind, label, detail, documentation, span, insert, isSnippet, filter } = completion;
  const item = new vscode.CompletionItem({ label, description: detail }, kinds[kind]);
  item.insertText = isSnippet ? new vscode.SnippetString(insert) : insert;
  item.range = new vscode.Range(document.positionAt(span.start), document.positionAt(span.end));
  item.filterText = filter;
  item.sortText = String(index).padStart(5, '0');
  if (documentation !== '') item.documentation = new vscode.MarkdownString(documentation);
  if (completion.goesOn) item.command = { command: 'editor.action.triggerSuggest', title: '' };
  return item;
}

const kinds: Readonly<Record<Completion['kind'], vscode.CompletionItemKind>> = {
  section: vscode.CompletionItemKind.Module,
  variable: vscode.CompletionItemKind.Property,
  value: vscode.CompletionItemKind.Value,
  group: vscode.CompletionItemKind.Reference,
  alias: vscode.CompletionItemKind.Reference,
  instance: vscode.CompletionItemKind.Snippet,
};
