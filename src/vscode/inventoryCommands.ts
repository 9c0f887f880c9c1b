import * as vscode from 'vscode';
import { commentedInstances } from '../core/language/commentedInstances';
import type { Span } from '../core/text/textEdit';
import { isElement, type StatusSource } from './clusters/clusterTree';
import type { CommandHandlers } from './commands';
import { createPositions, toRange } from './convert';
import type { Inventories } from './inventories/inventories';
import { encryptToClipboard } from './procedures/passwordCommand';

type InventoryId =
  | 'dmCluster.clusters.refresh'
  | 'dmCluster.instance.restore'
  | 'dmCluster.inventory.reveal'
  | 'dmCluster.password.encrypt';

/** Commands that need no control machine: what a browser can do too. */
export function inventoryHandlers(
  inventories: Inventories,
  statuses: StatusSource,
): Pick<CommandHandlers, InventoryId> {
  return {
    'dmCluster.clusters.refresh': () => {
      inventories.refresh();
      statuses.refresh();
    },
    'dmCluster.instance.restore': (...args) => restoreInstance(args, inventories),
    'dmCluster.inventory.reveal': (...args) => revealInInventory(args),
    'dmCluster.password.encrypt': encryptToClipboard,
  };
}

/** Shows where a node of the tree stands in its inventory. */
export async function revealInInventory(
  args: readonly unknown[],
  viewColumn = vscode.ViewColumn.Active,
): Promise<void> {
  const [first, second] = args;
  // Every node, also one that nothing can be run on: an error most of all.
  const [uri, span] = isElement(first) ? [first.model.uri, first.node.span] : [first, second];
  if (!(uri instanceof vscode.Uri)) return;
  const document = await vscode.workspace.openTextDocument(uri);
  const options: vscode.TextDocumentShowOptions = { preview: true, viewColumn };
  if (isSpan(span)) {
    const range = toRange(span, createPositions(document.getText()));
    options.selection = new vscode.Range(range.start, range.start);
  }
  await vscode.window.showTextDocument(document, options);
}

/** Takes the comment sign off a commented-out instance; one edit, undone in one step. */
export async function restoreInstance(
  args: readonly unknown[],
  inventories: Inventories,
): Promise<void> {
  const [uri, line] = args;
  if (!(uri instanceof vscode.Uri) || typeof line !== 'number') return;
  const model = await inventories.get(uri);
  const commented =
    model && commentedInstances(model.inventory).find((candidate) => candidate.line === line);
  if (model === undefined || commented === undefined) return;
  const { span, newText } = commented.restore;
  const edit = new vscode.WorkspaceEdit();
  edit.replace(uri, toRange(span, createPositions(model.inventory.text)), newText);
  await vscode.workspace.applyEdit(edit);
}

function isSpan(value: unknown): value is Span {
  return (
    typeof value === 'object' &&
    value !== null &&
    'start' in value &&
    typeof value.start === 'number' &&
    'end' in value &&
    typeof value.end === 'number'
  );
}
