import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Cluster } from '../../core/cluster/cluster';
import { adjustSeverities, type Problem } from '../../core/cluster/problem';
import { namesDmGroup } from '../../core/cluster/readCluster';
import { validate } from '../../core/cluster/validate';
import type { Inventory } from '../../core/inventory/inventory';
import { parseInventory } from '../../core/inventory/parseInventory';
import type { Reading } from '../../core/inventory/reading';
import { unreadInventory } from '../../core/inventory/unreadInventory';
import { noVariableFiles, type VariableFiles } from '../../core/inventory/variableFiles';
import { type LanguageModel, languageModelOf } from '../../core/language/languageModel';
import type { Logger } from '../../core/ports/logger';
import { hostsInventory, inventoryLanguage, usualInventory } from '../ids';
import { readDirectory, readText } from '../readings';
import { problemSeverities } from '../settings';

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

/** What reading one inventory needs of the others. */
export interface ReaderParts {
  /** The variable files of a directory. */
  readonly variablesOf: (directory: vscode.Uri) => Promise<VariableFiles>;
  /** Whether it held a group of DM when it was last read. */
  readonly wasDm: (uri: vscode.Uri) => boolean;
  readonly logger: Logger;
}

/**
 * Reads an inventory, the open document before the disk; undefined when it does not exist, or is an
 * .ini file of some other kind. One of DM that can't be read has the reason as its error.
 */
export async function readInventory(
  uri: vscode.Uri,
  parts: ReaderParts,
): Promise<InventoryModel | undefined> {
  const document = openDocument(uri);
  const reading = await readNow(uri);
  switch (reading.kind) {
    case 'absent':
      return undefined;
    case 'unreadable': {
      const sentence = unreadSentence(uri, reading.reason);
      parts.logger.warn(sentence);
      // Nobody knows what is in it, and there may be many .ini files that are no concern of ours.
      if (!parts.wasDm(uri) && nameOf(uri) !== usualInventory) return undefined;
      const model = languageModelOf(unreadInventory(sentence), noVariableFiles, undefined);
      return inventoryModel(uri, model, problemsOf(model));
    }
    case 'there':
      break;
  }
  const text = reading.value;
  if (document?.languageId !== inventoryLanguage && !namesDmGroup(text)) return undefined;
  const directory = vscode.Uri.joinPath(uri, '..');
  const [files, hostsFile] = await Promise.all([
    parts.variablesOf(directory),
    nameOf(uri) === hostsInventory ? undefined : readHosts(directory),
  ]);
  const model = languageModelOf(parseInventory(text), files, hostsFile);
  const isOurs = model.cluster !== undefined || (await isMeant(uri));
  return inventoryModel(uri, model, isOurs ? problemsOf(model) : []);
}

function inventoryModel(
  uri: vscode.Uri,
  model: LanguageModel,
  problems: readonly Problem[],
): InventoryModel {
  const directory = vscode.Uri.joinPath(uri, '..');
  return { ...model, uri, directory, problems, isUnsaved: openDocument(uri)?.isDirty ?? false };
}

function problemsOf({ inventory, cluster, files, hostsFile }: LanguageModel): readonly Problem[] {
  return adjustSeverities(validate(inventory, cluster, files, { hostsFile }), problemSeverities());
}

/**
 * Whether somebody wants to hear what is wrong with an inventory of no DM. The language claims two
 * names, which other projects with Ansible have too; any other file was given it by its user.
 */
async function isMeant(uri: vscode.Uri): Promise<boolean> {
  switch (nameOf(uri)) {
    case usualInventory:
      return false;
    case hostsInventory:
      return liesBesideDm(uri);
    default:
      return true;
  }
}

async function liesBesideDm(hosts: vscode.Uri): Promise<boolean> {
  const directory = vscode.Uri.joinPath(hosts, '..');
  const listing = await readDirectory(directory);
  if (listing.kind !== 'there') return false;
  const names = listing.value.map(([name]) => name).filter((name) => name.endsWith('.ini'));
  for (const name of names) {
    const reading = await readNow(vscode.Uri.joinPath(directory, name));
    if (reading.kind === 'there' && namesDmGroup(reading.value)) return true;
  }
  return false;
}

async function readHosts(directory: vscode.Uri): Promise<Inventory | undefined> {
  const uri = vscode.Uri.joinPath(directory, hostsInventory);
  const reading = await readNow(uri);
  switch (reading.kind) {
    case 'there':
      return parseInventory(reading.value);
    case 'absent':
      return undefined;
    case 'unreadable':
      return unreadInventory(unreadSentence(uri, reading.reason));
  }
}

export function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  const key = uri.toString();
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === key);
}

function readNow(uri: vscode.Uri): Promise<Reading<string>> {
  const document = openDocument(uri);
  return document === undefined
    ? readText(uri)
    : Promise.resolve({ kind: 'there', value: document.getText() });
}

const unreadSentence = (uri: vscode.Uri, reason: string): string =>
  l10n.t('{0} can not be read: {1}. When that is put right, press Refresh.', nameOf(uri), reason);

const nameOf = ({ path }: vscode.Uri): string => path.slice(path.lastIndexOf('/') + 1);
