import * as vscode from 'vscode';
import type { Cluster } from '../core/cluster/cluster';
import { adjustSeverities, type Problem } from '../core/cluster/problem';
import { namesDmGroup } from '../core/cluster/readCluster';
import { validate } from '../core/cluster/validate';
import type { VariableFiles } from '../core/inventory/variableFiles';
import { createLanguageModel, type LanguageModel } from '../core/language/languageModel';
import { inventoryLanguage } from './ids';
import { problemSeverities } from './settings';

/** An inventory with all that is derived from it, for one state of its text. */
export interface InventoryModel extends LanguageModel {
  readonly uri: vscode.Uri;
  /** Directory of the inventory: the deployment. */
  readonly directory: vscode.Uri;
  readonly problems: readonly Problem[];
  /** Whether the text is an editor's and differs from the file. */
  readonly isUnsaved: boolean;
}

/** An inventory of a DM cluster: what the tree shows and runs are made for. */
export interface DmInventoryModel extends InventoryModel {
  readonly cluster: Cluster;
}

export function isDmInventory(model: InventoryModel | undefined): model is DmInventoryModel {
  return model?.cluster !== undefined;
}

/**
 * Reads an inventory, the open document before the disk; undefined when it does not exist, or is an
 * .ini file of some other kind.
 */
export async function readInventory(
  uri: vscode.Uri,
  variablesOf: (directory: vscode.Uri) => Promise<VariableFiles>,
): Promise<InventoryModel | undefined> {
  const document = openDocument(uri);
  const text = await readText(uri);
  if (text === undefined) return undefined;
  if (document?.languageId !== inventoryLanguage && !namesDmGroup(text)) return undefined;
  const directory = vscode.Uri.joinPath(uri, '..');
  const hostsUri = vscode.Uri.joinPath(directory, 'hosts.ini');
  const [files, hostsText] = await Promise.all([
    variablesOf(directory),
    hostsUri.toString() === uri.toString() ? undefined : readText(hostsUri),
  ]);
  const model = createLanguageModel(text, files, hostsText);
  const problems = adjustSeverities(
    validate(model.inventory, model.cluster, files, { hostsFile: model.hostsFile }),
    problemSeverities(),
  );
  return { ...model, uri, directory, problems, isUnsaved: document?.isDirty ?? false };
}

export function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  const key = uri.toString();
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === key);
}

async function readText(uri: vscode.Uri): Promise<string | undefined> {
  const document = openDocument(uri);
  if (document !== undefined) return document.getText();
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
