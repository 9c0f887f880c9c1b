import * as vscode from 'vscode';
import type { VariableFiles } from '../core/inventory/variableFiles';
import type { Logger } from '../core/ports/logger';
import { inventorySelector } from './ids';
import {
  type DmInventoryModel,
  type InventoryModel,
  isDmInventory,
  openDocument,
  readInventory,
} from './inventoryReader';
import { findFilesHere, remoteInventoryFiles } from './remoteFolders';
import { affectsInventoryFiles, affectsProblems, inventoryFiles } from './settings';
import { readVariableFiles } from './variableFilesReader';

/** Milliseconds of quiet after a change before it is looked at. */
const quiet = 150;
/** Files looked at in a workspace; whoever has more names them in the setting. */
const mostFiles = 500;

interface CachedModel {
  /** Version of the open document that it was made from; undefined when it was the disk. */
  readonly version: number | undefined;
  readonly model: Promise<InventoryModel | undefined>;
}

/**
 * The DM inventories of the workspace. Nothing is searched or read before somebody asks; from then
 * on documents and files are watched.
 */
export class Inventories implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  /** Fires when anything that the models are made from has changed. */
  readonly onDidChange = this.changed.event;

  private readonly models = new Map<string, CachedModel>();
  private readonly variableFiles = new Map<string, Promise<VariableFiles>>();
  private found: Promise<readonly vscode.Uri[]> | undefined;
  private watching: vscode.Disposable | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isDisposed = false;

  constructor(private readonly logger: Logger) {}

  /** All inventories that hold a DM group, sorted by address. */
  async all(): Promise<readonly DmInventoryModel[]> {
    const models = await Promise.all((await this.search()).map((uri) => this.get(uri)));
    return models.filter(isDmInventory);
  }

  /** One inventory, of DM or not, as it is now; cached until its text or its variable files change. */
  get(uri: vscode.Uri): Promise<InventoryModel | undefined> {
    this.watch();
    const key = uri.toString();
    const version = openDocument(uri)?.version;
    const known = this.models.get(key);
    if (known !== undefined && known.version === version) return known.model;
    const model = readInventory(uri, (directory) => this.variablesOf(directory));
    this.models.set(key, { version, model });
    model.catch((error: unknown) => {
      this.logger.error(`can not read ${key}`, error);
      this.models.delete(key);
    });
    return model;
  }

  private variablesOf(directory: vscode.Uri): Promise<VariableFiles> {
    const key = directory.toString();
    const files = this.variableFiles.get(key) ?? readVariableFiles(directory);
    this.variableFiles.set(key, files);
    return files;
  }

  /** The next look reads the file again, whatever the watcher has said so far. */
  forget(uri: vscode.Uri): void {
    this.models.delete(uri.toString());
  }

  /** Forgets everything and tells whoever shows it. */
  refresh(): void {
    this.found = undefined;
    this.models.clear();
    this.variableFiles.clear();
    this.changed.fire();
  }

  dispose(): void {
    this.isDisposed = true;
    clearTimeout(this.timer);
    this.watching?.dispose();
    this.changed.dispose();
  }

  private async search(): Promise<readonly vscode.Uri[]> {
    this.watch();
    this.found ??= findInventories();
    return this.found;
  }

  private watch(): void {
    if (this.watching !== undefined || this.isDisposed) return;
    const files = vscode.workspace.createFileSystemWatcher(inventoryFiles());
    const variables = vscode.workspace.createFileSystemWatcher('**/{group_vars,host_vars}/**');
    const refreshAll = (): void => {
      this.later(() => {
        this.refresh();
      });
    };
    const refreshOne = (uri: vscode.Uri): void => {
      this.later(() => {
        // hosts.ini counts for the inventory beside it too.
        const directory = vscode.Uri.joinPath(uri, '..').toString();
        for (const key of this.models.keys()) {
          if (key.startsWith(directory)) this.models.delete(key);
        }
        this.changed.fire();
      });
    };
    const onDocument = (document: vscode.TextDocument): void => {
      if (vscode.languages.match([...inventorySelector], document) > 0) refreshOne(document.uri);
    };
    this.watching = vscode.Disposable.from(
      files,
      variables,
      files.onDidChange(refreshOne),
      files.onDidCreate(refreshAll),
      files.onDidDelete(refreshAll),
      variables.onDidChange(refreshAll),
      variables.onDidCreate(refreshAll),
      variables.onDidDelete(refreshAll),
      vscode.workspace.onDidChangeWorkspaceFolders(refreshAll),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        onDocument(document);
      }),
      vscode.workspace.onDidOpenTextDocument(onDocument),
      vscode.workspace.onDidCloseTextDocument((document) => {
        // The next untitled document may have the same address and version.
        this.forget(document.uri);
        onDocument(document);
      }),
      vscode.workspace.onDidSaveTextDocument(onDocument),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (affectsInventoryFiles(event) || affectsProblems(event)) refreshAll();
      }),
    );
  }

  /** Many changes in a row are one: a save fires the document's event and the file's. */
  private readonly pending = new Set<() => void>();
  private later(change: () => void): void {
    this.pending.add(change);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const changes = [...this.pending];
      this.pending.clear();
      for (const apply of changes) apply();
    }, quiet);
  }
}

async function findInventories(): Promise<readonly vscode.Uri[]> {
  const excluded = '**/{node_modules,.git,.dm-cluster}/**';
  const lists = await Promise.all([
    findFilesHere(inventoryFiles(), excluded, mostFiles),
    remoteInventoryFiles(),
  ]);
  return lists.flat().toSorted((a, b) => (a.toString() < b.toString() ? -1 : 1));
}
