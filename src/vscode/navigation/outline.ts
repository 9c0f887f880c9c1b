import * as vscode from 'vscode';
import { folds } from '../../core/language/navigation/folding';
import { selectionRanges } from '../../core/language/navigation/selectionRanges';
import { type InventorySymbol, symbols } from '../../core/language/navigation/symbols';
import { workspaceSymbols } from '../../core/language/navigation/workspaceSymbols';
import { createPositions, toRange } from '../convert';
import { inventorySelector } from '../ids';
import type { Inventories } from '../inventories/inventories';
import { modelOf } from './model';

/** What follows from the text's form: outline, breadcrumbs, folding, growing selections. */
export function registerNavigationOutline(inventories: Inventories): vscode.Disposable {
  const selector = [...inventorySelector];
  return vscode.Disposable.from(
    vscode.languages.registerDocumentSymbolProvider(selector, {
      async provideDocumentSymbols(document) {
        const model = await modelOf(inventories, document);
        if (model === undefined) return undefined;
        const positions = createPositions(model.inventory.text);
        return symbols(model.inventory).map((symbol) => toSymbol(symbol, positions));
      },
    }),
    vscode.languages.registerFoldingRangeProvider(selector, {
      async provideFoldingRanges(document) {
        const model = await modelOf(inventories, document);
        if (model === undefined) return undefined;
        const positions = createPositions(model.inventory.text);
        return folds(model.inventory).map(({ kind, span }) => {
          const { start, end } = toRange(span, positions);
          const comment = kind === 'comment' ? vscode.FoldingRangeKind.Comment : undefined;
          return new vscode.FoldingRange(start.line, end.line, comment);
        });
      },
    }),
    vscode.languages.registerSelectionRangeProvider(selector, {
      async provideSelectionRanges(document, at) {
        const model = await modelOf(inventories, document);
        if (model === undefined) return undefined;
        const positions = createPositions(model.inventory.text);
        return at.map((position) => {
          const spans = selectionRanges(model.inventory, document.offsetAt(position));
          const outermost = new vscode.SelectionRange(new vscode.Range(position, position));
          return (
            spans.reduceRight<vscode.SelectionRange | undefined>(
              (parent, span) => new vscode.SelectionRange(toRange(span, positions), parent),
              undefined,
            ) ?? outermost
          );
        });
      },
    }),
    vscode.languages.registerWorkspaceSymbolProvider({
      async provideWorkspaceSymbols(query, token) {
        const models = await inventories.all();
        if (token.isCancellationRequested) return undefined;
        return models.flatMap((model) => {
          const positions = createPositions(model.inventory.text);
          return workspaceSymbols(model, query).map(
            ({ kind, name, container, span }) =>
              new vscode.SymbolInformation(
                name,
                symbolKinds[kind === 'group' ? 'section' : 'instance'],
                container,
                new vscode.Location(model.uri, toRange(span, positions)),
              ),
          );
        });
      },
    }),
  );
}

const symbolKinds: Readonly<Record<InventorySymbol['kind'], vscode.SymbolKind>> = {
  section: vscode.SymbolKind.Namespace,
  instance: vscode.SymbolKind.Object,
  variable: vscode.SymbolKind.Property,
  group: vscode.SymbolKind.Namespace,
};

function toSymbol(
  { kind, name, detail, span, selection, children }: InventorySymbol,
  positions: (offset: number) => vscode.Position,
): vscode.DocumentSymbol {
  const symbol = new vscode.DocumentSymbol(
    name,
    detail,
    symbolKinds[kind],
    toRange(span, positions),
    toRange(selection, positions),
  );
  symbol.children = children.map((child) => toSymbol(child, positions));
  return symbol;
}
