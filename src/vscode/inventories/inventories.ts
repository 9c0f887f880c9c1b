import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { VariableFiles } from '../../core/inventory/variableFiles';
import type { Logger } from '../../core/ports/logger';
import { inventorySelector } from '../ids';
import { type Kept, keep } from '../kept';
import { findFilesHere, findRemoteFiles } from '../remote/remoteFolders';
import { affectsInventoryFiles, affectsProblems, inventoryFiles } from '../settings';
import { Settling } from '../settling';
import {
  type DmInventoryModel,
  type InventoryModel,
  isDmInventory,
  openDocument,
  readInventory,
} from './inventoryReader';
import { readVariableFiles } from './variableFilesReader';

/** Milliseconds of quiet after a change before it is looked at. */
const quiet = 150;
/** Files looked at in a workspace; whoever has more names them in the setting. */
const mostFiles = 500;

/** What a search of the workspace gave. */
interface Found {
  readonly uris: readonly vscode.Uri[];
  /** What was not looked at, and what to do; undefined when all was. */
  readonly shortfall: string | undefined;
}

/** A directory in which something has changed, or all that was ever found. */
type Change = string | typeof everything;
const everything = Symbol('everything');

/**
 * The DM inventories of the workspace. Nothing is searched or read before somebody asks; from then
 * on documents and files are watched.
 */
export class Inventories implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  /** Fires when anything that the models are made from has changed. */
  readonly onDidChange = this.changed.event;
  private readonly refreshed = new vscode.EventEmitter<void>();
  /** Fires before that where everything is read anew, as when the operator says so. */
  readonly onDidRefresh = this.refreshed.event;

  /** By address; the version is the open document's, undefined for what is on disk. */
  private readonly models = new Map<string, Kept<InventoryModel | undefined>>();
  /** By directory. */
  private readonly variableFiles = new Map<string, Kept<VariableFiles>>();
  /** Addresses of those that were DM's when they were last read. */
  private readonly ofDm = new Set<string>();
  /** By the pattern that was searched for. */
  private readonly found = new Map<string, Kept<Found>>();
  private watching: vscode.Disposable | undefined;
  /** Of the files that may be inventories; the setting names them. */
  private watchingFiles: vscode.Disposable | undefined;
  /** Many changes in a row are one: a save fires the document's event and the file's. */
  private readonly settling = new Settling<Change>(quiet, (changes) => {
    this.apply(changes);
  });
  private isDisposed = false;

  constructor(private readonly logger: Logger) {}

  /** All inventories that hold a DM group, sorted by address. */
  async all(): Promise<readonly DmInventoryModel[]> {
    const { uris } = await this.search();
    const models = await Promise.all(uris.map((uri) => this.get(uri)));
    return models.filter(isDmInventory);
  }

  /** Why `all` may not be all, in a sentence that says what to do; undefined when it is. */
  async shortfall(): Promise<string | undefined> {
    return (await this.search()).shortfall;
  }

  /** One inventory, of DM or not, as it is now; cached until its text or its variable files change. */
  get(uri: vscode.Uri): Promise<InventoryModel | undefined> {
    this.watch();
    return keep(this.models, uri.toString(), () => this.read(uri), openDocument(uri)?.version);
  }

  /** The next look reads it and its variable files again, whatever the watchers have said so far. */
  forget(uri: vscode.Uri): void {
    this.models.delete(uri.toString());
    this.variableFiles.delete(directoryOf(uri.toString()));
  }

  /** Forgets everything and tells whoever shows it. */
  refresh(): void {
    this.found.clear();
    this.models.clear();
    this.variableFiles.clear();
    this.refreshed.fire();
    this.changed.fire();
  }

  dispose(): void {
    this.isDisposed = true;
    this.settling.dispose();
    this.watching?.dispose();
    this.watchingFiles?.dispose();
    this.refreshed.dispose();
    this.changed.dispose();
  }

  private async read(uri: vscode.Uri): Promise<InventoryModel | undefined> {
    const model = await readInventory(uri, {
      variablesOf: (directory) =>
        keep(this.variableFiles, directoryOf(uri.toString()), () => readVariableFiles(directory)),
      wasDm: (inventory) => this.ofDm.has(inventory.toString()),
      logger: this.logger,
    });
    if (isDmInventory(model)) this.ofDm.add(uri.toString());
    else this.ofDm.delete(uri.toString());
    return model;
  }

  private search(): Promise<Found> {
    this.watch();
    const pattern = inventoryFiles();
    return keep(this.found, pattern, async () => {
      const found = await findInventories(pattern);
      if (found.shortfall !== undefined) this.logger.warn(found.shortfall);
      return found;
    });
  }

  private apply(changes: ReadonlySet<Change>): void {
    if (changes.has(everything)) {
      this.refresh();
      return;
    }
    // What lies elsewhere is kept: it may be on another machine, to which one would have to connect.
    for (const key of this.models.keys()) {
      // hosts.ini counts for the inventory beside it too.
      if (changes.has(directoryOf(key))) this.models.delete(key);
    }
    this.changed.fire();
  }

  private watch(): void {
    if (this.watching !== undefined || this.isDisposed) return;
    this.watchFiles();
    const variables = vscode.workspace.createFileSystemWatcher('**/{group_vars,host_vars}/**');
    const refreshAll = (): void => {
      this.settling.add(everything);
    };
    const refreshVariables = (uri: vscode.Uri): void => {
      const directory = besideVariables(uri.toString());
      this.variableFiles.delete(directory);
      this.settling.add(directory);
    };
    const onDocument = (document: vscode.TextDocument): void => {
      // What was found as an inventory is one, whatever the editor takes its language for.
      const isKnown = this.models.has(document.uri.toString());
      if (isKnown || vscode.languages.match([...inventorySelector], document) > 0)
        this.refreshOne(document.uri);
    };
    this.watching = vscode.Disposable.from(
      variables,
      variables.onDidChange(refreshVariables),
      variables.onDidCreate(refreshVariables),
      variables.onDidDelete(refreshVariables),
      vscode.workspace.onDidChangeWorkspaceFolders(refreshAll),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        onDocument(document);
      }),
      vscode.workspace.onDidOpenTextDocument(onDocument),
      vscode.workspace.onDidCloseTextDocument((document) => {
        onDocument(document); // before it is forgotten that this was an inventory
        // The next untitled document may have the same address and version.
        this.forget(document.uri);
      }),
      vscode.workspace.onDidSaveTextDocument(onDocument),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (affectsInventoryFiles(event)) this.watchFiles();
        if (affectsInventoryFiles(event) || affectsProblems(event)) refreshAll();
      }),
    );
  }

  /** A watcher keeps its pattern: where the setting changes, there is another one. */
  private watchFiles(): void {
    this.watchingFiles?.dispose();
    const files = vscode.workspace.createFileSystemWatcher(inventoryFiles());
    const searchAgain = (uri: vscode.Uri): void => {
      this.found.clear();
      this.refreshOne(uri);
    };
    this.watchingFiles = vscode.Disposable.from(
      files,
      files.onDidChange((uri) => {
        this.refreshOne(uri);
      }),
      files.onDidCreate(searchAgain),
      files.onDidDelete(searchAgain),
    );
  }

  private refreshOne(uri: vscode.Uri): void {
    this.settling.add(directoryOf(uri.toString()));
  }
}

/** The directory of the inventories that take variables from a file, or from all of a directory. */
const besideVariables = (address: string): string =>
  address.replace(/\/(?:group_vars|host_vars)(?:\/.*)?$/, '');

/** Of an address; in its query there is no slash. */
const directoryOf = (address: string): string => address.slice(0, address.lastIndexOf('/'));

async function findInventories(pattern: string): Promise<Found> {
  const excluded = '**/{node_modules,.git,.dm-cluster}/**';
  const [here, remote] = await Promise.all([
    // One more tells whether there are more.
    findFilesHere(pattern, excluded, mostFiles + 1),
    findRemoteFiles(pattern),
  ]);
  const uris = [...here.slice(0, mostFiles), ...remote];
  return {
    uris: uris.toSorted((a, b) => (a.toString() < b.toString() ? -1 : 1)),
    shortfall: here.length > mostFiles ? tooMany() : undefined,
  };
}

const tooMany = (): string =>
  l10n.t(
    'Only {0} files of this workspace were looked at, and there are more. Name those that are DM inventories in the setting "dmCluster.inventoryFiles".',
    mostFiles,
  );
