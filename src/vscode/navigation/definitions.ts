import * as vscode from 'vscode';
import type { Definition } from '../../core/language/navigation/definition';
import { createPositions, toRange } from '../convert';
import type { InventoryModel } from '../inventories/inventoryReader';
import { readTextFile } from './files';

/** Definitions of an inventory as places that the editor opens. */
export async function definitionLinks(
  model: InventoryModel,
  targets: readonly Definition[],
): Promise<vscode.DefinitionLink[]> {
  const positions = createPositions(model.inventory.text);
  const links: vscode.DefinitionLink[] = [];
  for (const target of targets) {
    if (target.kind === 'here') {
      const [targetRange, targetSelectionRange] = [
        toRange(target.line, positions),
        toRange(target.span, positions),
      ];
      links.push({ targetUri: model.uri, targetRange, targetSelectionRange });
    } else {
      const uri = vscode.Uri.joinPath(model.directory, target.path);
      const link = await variableFileLink(uri, target.variable);
      if (link !== undefined) links.push(link);
    }
  }
  return links;
}

async function variableFileLink(
  uri: vscode.Uri,
  variable: string,
): Promise<vscode.DefinitionLink | undefined> {
  const [file, { variableKey }] = await Promise.all([
    readTextFile(uri),
    import('../../core/language/navigation/yamlNames'),
  ]);
  if (file === undefined) return undefined;
  const key = variableKey(file.text, variable) ?? { start: 0, end: 0 };
  return { targetUri: uri, targetRange: toRange(key, createPositions(file.text)) };
}
