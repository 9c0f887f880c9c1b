import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { ExpectedError } from '../../core/errors/expectedError';
import { prepareRename, rename } from '../../core/language/navigation/rename';
import type { Renamable } from '../../core/language/navigation/renameRefusals';
import { createPositions, toRange } from '../convert';
import { inventorySelector } from '../ids';
import type { Inventories } from '../inventories/inventories';
import type { InventoryModel } from '../inventories/inventoryReader';
import { neighbours, yamlMentions } from './mentions';
import { modelOf } from './model';
import type { UnreadDirectory } from './remoteTaskFiles';

/** Rename of aliases, groups and source IDs; the editor shows the sentence of a refusal. */
export function registerNavigationRename(inventories: Inventories): vscode.Disposable {
  return vscode.languages.registerRenameProvider([...inventorySelector], {
    async prepareRename(document, position) {
      const model = await modelOf(inventories, document);
      if (model === undefined) return undefined;
      const start = prepareRename(model, document.offsetAt(position));
      if (start.kind === 'refused') throw refusal(start.reason);
      const range = toRange(start.span, createPositions(model.inventory.text));
      return { range, placeholder: start.named.name };
    },
    async provideRenameEdits(document, position, newName, token) {
      const model = await modelOf(inventories, document);
      if (model === undefined) return undefined;
      const start = prepareRename(model, document.offsetAt(position));
      if (start.kind === 'refused') throw refusal(start.reason);
      return renameEdit(model, inventories, start.named, newName, token);
    },
  });
}

/** The edits of a rename in all files of a deployment. */
export async function renameEdit(
  model: InventoryModel,
  inventories: Inventories,
  named: Renamable,
  newName: string,
  token: vscode.CancellationToken,
): Promise<vscode.WorkspaceEdit> {
  const others = await neighbours(model, inventories);
  const inventoriesOnly = others.map(({ inventory }) => inventory);
  const renaming = rename(model, inventoriesOnly, named, newName);
  if (renaming.kind === 'refused') throw refusal(renaming.reason);
  const edit = new vscode.WorkspaceEdit();
  for (const [index, { uri, inventory }] of [model, ...others].entries()) {
    const positions = createPositions(inventory.text);
    for (const { span, newText } of renaming.inventories[index] ?? [])
      edit.replace(uri, toRange(span, positions), newText);
  }
  for (const { from, to } of renaming.files) {
    const [oldUri, newUri] = [from, to].map((path) => vscode.Uri.joinPath(model.directory, path));
    if (oldUri !== undefined && newUri !== undefined) edit.renameFile(oldUri, newUri);
  }
  if (named.kind === 'source' && newName !== named.name)
    await renameInYaml(edit, model, inventories, named.name, newName, token);
  return edit;
}

async function renameInYaml(
  edit: vscode.WorkspaceEdit,
  model: InventoryModel,
  inventories: Inventories,
  id: string,
  newName: string,
  token: vscode.CancellationToken,
): Promise<void> {
  const { renameYaml } = await import('../../core/language/navigation/yamlNames');
  const { found, unread } = await yamlMentions(model, inventories, id, token);
  const [first] = unread;
  if (first !== undefined) throw refusal(notAllRenamed(first));
  for (const { file, names } of found) {
    const positions = createPositions(file.text);
    for (const name of names) {
      const { span, newText } = renameYaml(file.text, name, newName);
      edit.replace(file.uri, toRange(span, positions), newText);
    }
  }
}

/** Half a rename would be found out only when a task is started. */
const notAllRenamed = ({ directory, reason }: UnreadDirectory): string =>
  l10n.t(
    'Not renamed: {0} can not be read ({1}), and task files in it would keep the old name.',
    directory.path,
    reason,
  );

/** The editor shows the message of whatever a rename provider throws. */
export function refusal(reason: string): ExpectedError {
  return new ExpectedError('rename-refused', reason);
}
