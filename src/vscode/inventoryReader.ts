import * as vscode from 'vscode';
import type { Cluster } from '../core/cluster/cluster';
import type { Problem } from '../core/cluster/problem';
import { readCluster } from '../core/cluster/readCluster';
import { validate } from '../core/cluster/validate';
import type { Inventory } from '../core/inventory/inventory';
import { parseInventory } from '../core/inventory/parseInventory';
import type { VariableFiles } from '../core/inventory/variableFiles';

/** An inventory with all that is derived from it, for one state of its text. */
export interface InventoryModel {
  readonly uri: vscode.Uri;
  /** Directory of the inventory: the deployment. */
  readonly directory: vscode.Uri;
  readonly inventory: Inventory;
  readonly cluster: Cluster;
  readonly problems: readonly Problem[];
  /** Whether the text is an editor's and differs from the file. */
  readonly isUnsaved: boolean;
}

/** A header of a group that only DM has. Looked for before anything is parsed. */
const dmHeader = /^\s*\[dm_(?:master|worker|portal)_servers(?::\w+)?\]/m;

export function looksLikeDm(text: string): boolean {
  return dmHeader.test(text);
}

/**
 * Reads an inventory, the open document before the disk; undefined when it is no inventory of DM
 * or does not exist.
 */
export async function readInventory(
  uri: vscode.Uri,
  variablesOf: (directory: vscode.Uri) => Promise<VariableFiles>,
): Promise<InventoryModel | undefined> {
  const document = openDocument(uri);
  const text = document?.getText() ?? (await readText(uri));
  if (text === undefined || !looksLikeDm(text)) return undefined;
  const directory = vscode.Uri.joinPath(uri, '..');
  const files = await variablesOf(directory);
  const inventory = parseInventory(text);
  const cluster = readCluster(inventory, files);
  if (cluster === undefined) return undefined;
  const problems = validate(inventory, cluster, files);
  return { uri, directory, inventory, cluster, problems, isUnsaved: document?.isDirty ?? false };
}

export function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  const key = uri.toString();
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === key);
}

async function readText(uri: vscode.Uri): Promise<string | undefined> {
  try {
    // Ansible does not remove a byte order mark: it is part of the first line, and an error.
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(
      await vscode.workspace.fs.readFile(uri),
    );
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return undefined; // it vanished since it was found
    throw error;
  }
}
