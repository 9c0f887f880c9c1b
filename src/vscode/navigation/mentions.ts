import * as vscode from 'vscode';
import type { Inventory } from '../../core/inventory/inventory';
import { parseInventory } from '../../core/inventory/parseInventory';
import type { Named } from '../../core/language/navigation/names';
import { references } from '../../core/language/navigation/references';
import { filesNaming } from '../../core/language/navigation/rename';
import type { YamlName } from '../../core/language/navigation/yamlNames';
import { createPositions, toRange } from '../convert';
import type { Inventories } from '../inventories/inventories';
import type { InventoryModel } from '../inventories/inventoryReader';
import { readTextFile, type TextFile, yamlFilesOf } from './files';
import type { UnreadDirectory } from './remoteTaskFiles';

/** Another inventory of the same deployment. */
export interface Neighbour {
  readonly uri: vscode.Uri;
  readonly inventory: Inventory;
}

/** hosts.ini beside an inventory; beside hosts.ini, the inventories. */
export async function neighbours(
  model: InventoryModel,
  inventories: Inventories,
): Promise<readonly Neighbour[]> {
  const hosts = vscode.Uri.joinPath(model.directory, 'hosts.ini');
  if (hosts.toString() !== model.uri.toString()) {
    // Read again: positions in the model's own copy may be those of a moment ago.
    const file = model.hostsFile === undefined ? undefined : await readTextFile(hosts);
    return file === undefined ? [] : [{ uri: hosts, inventory: parseInventory(file.text) }];
  }
  const models = await inventories.all();
  return models.filter(
    ({ uri, directory }) =>
      directory.toString() === model.directory.toString() && uri.toString() !== hosts.toString(),
  );
}

/** A YAML file with the words in it that name a source. */
export interface YamlMentions {
  readonly file: TextFile;
  readonly names: readonly YamlName[];
}

/** What was found in YAML files, and where there may be more that could not be looked for. */
export interface FoundMentions {
  readonly found: readonly YamlMentions[];
  readonly unread: readonly UnreadDirectory[];
}

/** Where the YAML files of a deployment name a source: its task files, and its variable files. */
export async function yamlMentions(
  model: InventoryModel,
  inventories: Inventories,
  id: string,
  token: vscode.CancellationToken,
): Promise<FoundMentions> {
  const [{ files: taskFiles, unread }, variableFiles, { taskSources, variableFileSources }] =
    await Promise.all([
      yamlFilesOf(model.directory, inventories, token),
      Promise.all(
        filesNaming(model, id).map((path) =>
          readTextFile(vscode.Uri.joinPath(model.directory, path)),
        ),
      ),
      import('../../core/language/navigation/yamlNames'),
    ]);
  const own = (names: readonly YamlName[]): readonly YamlName[] =>
    names.filter(({ name }) => name === id);
  const found = [
    ...taskFiles.map((file) => ({ file, names: own(taskSources(file.text)) })),
    ...variableFiles.flatMap((file) =>
      file === undefined ? [] : { file, names: own(variableFileSources(file.text)) },
    ),
  ].filter(({ names }) => names.length > 0);
  return { found, unread };
}

/** All places of a deployment that name a thing. */
export async function mentions(
  model: InventoryModel,
  inventories: Inventories,
  named: Named,
  includeDeclaration: boolean,
  token: vscode.CancellationToken,
): Promise<readonly vscode.Location[]> {
  const scope: readonly Neighbour[] = [model, ...(await neighbours(model, inventories))];
  const found = scope.flatMap(({ uri, inventory }) => {
    const positions = createPositions(inventory.text);
    return references(inventory, named)
      .filter(({ isDeclaration }) => includeDeclaration || !isDeclaration)
      .map(({ span }) => new vscode.Location(uri, toRange(span, positions)));
  });
  if (named.kind !== 'source') return found;
  const yaml = await yamlMentions(model, inventories, named.name, token);
  for (const { file, names } of yaml.found) {
    const positions = createPositions(file.text);
    for (const { span } of names)
      found.push(new vscode.Location(file.uri, toRange(span, positions)));
  }
  return found;
}
