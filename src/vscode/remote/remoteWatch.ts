import * as vscode from 'vscode';
import { ExpectedError } from '../../core/errors/expectedError';
import type { NamedFile, RemoteFiles } from '../../core/ports/remoteFiles';
import type { MachinesInSight } from './machinesInSight';

/** Milliseconds between two looks, while the window has the focus. */
const interval = 5000;
/** Below a deployment, what else makes an inventory (Ansible's inventory manual). */
const variableDirectories = ['group_vars', 'host_vars'];

/** Name to something that differs when the file does. */
type Snapshot = ReadonlyMap<string, string>;

interface Watched {
  readonly files: RemoteFiles;
  readonly directories: readonly vscode.Uri[];
}

/**
 * Looks at watched directories of other machines: sftp tells of no change by itself. Only while
 * something of their machine is in sight and the window has the focus, and never so that a
 * connection is opened for it; in sight, one that is open stays.
 */
export class RemoteWatch implements vscode.Disposable {
  private readonly watched = new Map<symbol, Watched>();
  private readonly seen = new Map<string, Snapshot>();
  /** By authority, of the machines in sight: what lets the connection go. */
  private readonly held = new Map<string, () => void>();
  private listening: vscode.Disposable | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly filesOf: (authority: string) => RemoteFiles,
    private readonly sight: MachinesInSight,
    private readonly onChanges: (changes: readonly vscode.FileChangeEvent[]) => void,
  ) {}

  add(uri: vscode.Uri, isRecursive: boolean): vscode.Disposable {
    const key = Symbol(uri.path);
    const more = isRecursive
      ? variableDirectories.map((name) => vscode.Uri.joinPath(uri, name))
      : [vscode.Uri.joinPath(uri, '..')];
    this.watched.set(key, { files: this.filesOf(uri.authority), directories: [uri, ...more] });
    this.listen();
    this.update();
    return new vscode.Disposable(() => {
      this.watched.delete(key);
      this.update();
    });
  }

  dispose(): void {
    this.watched.clear();
    this.update();
  }

  private listen(): void {
    const update = (): void => {
      this.update();
    };
    this.listening ??= vscode.Disposable.from(
      vscode.window.onDidChangeWindowState(update),
      this.sight.onDidChange(update),
    );
  }

  private update(): void {
    if (this.watched.size === 0) {
      this.listening?.dispose();
      this.listening = undefined;
    }
    const hasMore = this.hold();
    if (this.held.size === 0 || !vscode.window.state.focused) this.pause();
    else if (hasMore || this.timer === undefined) this.schedule(0);
  }

  /** Whether a machine came into sight. */
  private hold(): boolean {
    const inSight = new Map(
      this.directories()
        .map(({ files, uri }) => [uri.authority, files] as const)
        .filter(([authority]) => this.sight.has(authority)),
    );
    for (const [authority, release] of this.held) {
      if (inSight.has(authority)) continue;
      release();
      this.held.delete(authority);
    }
    const more = [...inSight].filter(([authority]) => !this.held.has(authority));
    for (const [authority, files] of more) this.held.set(authority, files.hold());
    return more.length > 0;
  }

  private directories(): readonly { readonly files: RemoteFiles; readonly uri: vscode.Uri }[] {
    return [...this.watched.values()].flatMap(({ files, directories }) =>
      directories.map((uri) => ({ files, uri })),
    );
  }

  private pause(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private schedule(delay: number): void {
    this.pause();
    this.timer = setTimeout(() => {
      void this.look();
    }, delay);
  }

  private async look(): Promise<void> {
    const { timer } = this;
    const seen = new Map(
      this.directories()
        .filter(({ uri }) => this.held.has(uri.authority))
        .map((directory) => [directory.uri.toString(), directory] as const),
    );
    const changes = await Promise.all(
      [...seen.values()].map(({ files, uri }) => this.lookAt(files, uri)),
    );
    if (changes.flat().length > 0) this.onChanges(changes.flat());
    // Paused or scheduled anew meanwhile: then this round was the last of its kind.
    if (this.timer === timer) this.schedule(interval);
  }

  private async lookAt(
    files: RemoteFiles,
    directory: vscode.Uri,
  ): Promise<readonly vscode.FileChangeEvent[]> {
    const entries = await glance(files, directory.path);
    if (entries === undefined) return [];
    const now: Snapshot = new Map(
      entries.map(({ name, stat }) => [name, `${stat.kind} ${stat.size} ${stat.modifiedAt}`]),
    );
    const before = this.seen.get(directory.toString());
    this.seen.set(directory.toString(), now);
    return before === undefined ? [] : differences(directory, before, now);
  }
}

/** undefined when it can't be told: no connection, no directory, no permission. */
async function glance(files: RemoteFiles, path: string): Promise<readonly NamedFile[] | undefined> {
  try {
    return await files.glance(path);
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    return error.code === 'file-missing' ? [] : undefined;
  }
}

function differences(
  directory: vscode.Uri,
  before: Snapshot,
  now: Snapshot,
): readonly vscode.FileChangeEvent[] {
  const names = new Set([...before.keys(), ...now.keys()]);
  return [...names].flatMap((name) => {
    const [old, current] = [before.get(name), now.get(name)];
    if (old === current) return [];
    const type =
      old === undefined
        ? vscode.FileChangeType.Created
        : current === undefined
          ? vscode.FileChangeType.Deleted
          : vscode.FileChangeType.Changed;
    return [{ type, uri: vscode.Uri.joinPath(directory, name) }];
  });
}
