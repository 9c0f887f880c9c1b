import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { sourceDefinition } from '../../core/language/navigation/definition';
import { renameRefusal } from '../../core/language/navigation/renameRefusals';
import type { YamlName } from '../../core/language/navigation/yamlNames';
import { createPositions, toRange } from '../convert';
import type { Inventories } from '../inventories/inventories';
import type { DmInventoryModel } from '../inventories/inventoryReader';
import { definitionLinks } from './definitions';
import { nearestDirectory } from './files';
import { mentions } from './mentions';
import { refusal, renameEdit } from './rename';

/** Task files of DM; other YAML files name no source and are left to others. */
const yamlSelector = [{ pattern: '**/*.{yaml,yml}' }] as const;

/** From the sources that a task file names to the workers, and back. */
export function registerNavigationTasks(inventories: Inventories): vscode.Disposable {
  const selector = [...yamlSelector];
  return vscode.Disposable.from(
    vscode.languages.registerDefinitionProvider(selector, {
      async provideDefinition(document, position) {
        const source = await sourceAt(document, position);
        if (source === undefined) return undefined;
        const models = await modelsWith(inventories, document.uri, source.name);
        const links = models.map((model) =>
          definitionLinks(model, sourceDefinition(model, source.name)),
        );
        return (await Promise.all(links)).flat();
      },
    }),
    vscode.languages.registerReferenceProvider(selector, {
      async provideReferences(document, position, { includeDeclaration }, token) {
        const source = await sourceAt(document, position);
        if (source === undefined) return undefined;
        const named = { kind: 'source', name: source.name } as const;
        const models = await modelsWith(inventories, document.uri, source.name);
        const found = models.map((model) =>
          mentions(model, inventories, named, includeDeclaration, token),
        );
        return (await Promise.all(found)).flat();
      },
    }),
    vscode.languages.registerRenameProvider(selector, {
      async prepareRename(document, position) {
        const source = await sourceAt(document, position);
        if (source === undefined) return undefined;
        const model = await onlyModelWith(inventories, document.uri, source.name);
        const reason = renameRefusal(model.inventory, { kind: 'source', name: source.name });
        if (reason !== undefined) throw refusal(reason);
        const range = toRange(source.span, createPositions(document.getText()));
        return { range, placeholder: source.name };
      },
      async provideRenameEdits(document, position, newName, token) {
        const source = await sourceAt(document, position);
        if (source === undefined) return undefined;
        const model = await onlyModelWith(inventories, document.uri, source.name);
        const named = { kind: 'source', name: source.name } as const;
        return renameEdit(model, inventories, named, newName, token);
      },
    }),
  );
}

async function sourceAt(
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<YamlName | undefined> {
  const { version } = document;
  const { taskSources } = await import('../../core/language/navigation/yamlNames');
  if (document.version !== version) return undefined;
  const offset = document.offsetAt(position);
  return taskSources(document.getText()).find(
    ({ span }) => span.start <= offset && offset <= span.end,
  );
}

/** The deployment that the file lies in, else every one of the workspace that has the source. */
async function modelsWith(
  inventories: Inventories,
  uri: vscode.Uri,
  id: string,
): Promise<readonly DmInventoryModel[]> {
  const models = await inventories.all();
  const nearest = nearestDirectory(
    uri,
    models.map(({ directory }) => directory),
  )?.toString();
  return models.filter(
    (model) =>
      (nearest === undefined || model.directory.toString() === nearest) &&
      sourceDefinition(model, id).length > 0,
  );
}

async function onlyModelWith(
  inventories: Inventories,
  uri: vscode.Uri,
  id: string,
): Promise<DmInventoryModel> {
  const [model, ...more] = await modelsWith(inventories, uri, id);
  if (model === undefined) throw refusal(l10n.t('No inventory has a source with the ID {0}.', id));
  if (more.length === 0) return model;
  throw refusal(
    l10n.t('Several inventories have a source with the ID {0}: rename it in one of them.', id),
  );
}
