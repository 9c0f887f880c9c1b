import * as vscode from 'vscode';
import { definition } from '../../core/language/navigation/definition';
import { highlights } from '../../core/language/navigation/highlights';
import { namedAt } from '../../core/language/navigation/names';
import { createPositions, toRange } from '../convert';
import { inventorySelector } from '../ids';
import type { Inventories } from '../inventories/inventories';
import { definitionLinks } from './definitions';
import { mentions } from './mentions';
import { modelOf } from './model';
import { registerNavigationRename } from './rename';
import { registerNavigationTasks } from './tasks';

/** What follows names: definitions, references, highlights, rename; from task files too. */
export function registerNavigationNames(inventories: Inventories): vscode.Disposable {
  const selector = [...inventorySelector];
  return vscode.Disposable.from(
    registerNavigationRename(inventories),
    registerNavigationTasks(inventories),
    vscode.languages.registerDefinitionProvider(selector, {
      async provideDefinition(document, position) {
        const model = await modelOf(inventories, document);
        const found = model && definition(model, document.offsetAt(position));
        if (model === undefined || found === undefined) return undefined;
        const origin = toRange(found.origin, createPositions(model.inventory.text));
        const links = await definitionLinks(model, found.targets);
        return links.map((link) => ({ ...link, originSelectionRange: origin }));
      },
    }),
    vscode.languages.registerReferenceProvider(selector, {
      async provideReferences(document, position, { includeDeclaration }, token) {
        const model = await modelOf(inventories, document);
        const at = model && namedAt(model.inventory, document.offsetAt(position));
        if (model === undefined || at === undefined) return undefined;
        return [...(await mentions(model, inventories, at.named, includeDeclaration, token))];
      },
    }),
    vscode.languages.registerDocumentHighlightProvider(selector, {
      async provideDocumentHighlights(document, position) {
        const model = await modelOf(inventories, document);
        if (model === undefined) return undefined;
        const positions = createPositions(model.inventory.text);
        const found = highlights(model.inventory, document.offsetAt(position));
        // Nothing named: the editor then highlights the same word, as everywhere.
        if (found.length === 0) return undefined;
        return found.map(
          ({ span, isDeclaration }) =>
            new vscode.DocumentHighlight(
              toRange(span, positions),
              isDeclaration
                ? vscode.DocumentHighlightKind.Write
                : vscode.DocumentHighlightKind.Read,
            ),
        );
      },
    }),
  );
}
