import * as vscode from 'vscode';
import { ExpectedError } from '../core/errors/expectedError';
import type { NamedFile, RemoteFiles } from '../core/ports/remoteFiles';

/** Milliseconds between two looks, while the window has the focus. */
const interval = 5000;
/** Below a deployment, what else makes an inventory (Ansible's inventory manual). */
const variableDirectories = ['group_vars', 'host_vars'];

/** Name to something that differs when the file does. */
type Snapshot = ReadonlyMap<string, string>;

/**
 * Looks at watched directories of other machines: sftp tells of no change by itself. Only while
 * somebody watches and the window has the focus, and never so that a connection is opened for it.
 */
export class RemoteWatch implements vscode.Disposable {
  private readonly watched = new Map<symbol, readonly vscode.Uri[]>();
  private readonly seen = new Map<string, Snapshot>();
  private readonly focus: vscode.Disposable;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly filesOf: (authority: string) => RemoteFiles,
    private readonly onChanges: (changes: readonly vscode.FileChangeEvent[]) => void,
  ) {
    this.focus = vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) this.schedule(0);
      else this.pause();
    });
  }

  add(uri: vscode.Uri, isRecursive: boolean): vscode.Disposable {
    const key = Symbol(uri.path);
    const more = isRecursive
      ? variableDirectories.map((name) => vscode.Uri.joinPath(uri, name))
      : [vscode.Uri.joinPath(uri, '..')];
    this.watched.set(key, [uri, ...more]);
    if (vscode.window.state.focused) this.schedule(interval);
    return new vscode.Disposable(() => {
      this.watched.delete(key);
      if (this.watched.size === 0) this.pause();
    });
  }

  dispose(): void {
    this.watched.clear();
    this.pause();
    this.focus.dispose();
  }

  private pause(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private schedule(delay: number): void {
    this.pause();
    if (this.watched.size === 0) return;
    this.timer = setTimeout(() => {
      void this.look();
    }, delay);
  }

  private async look(): Promise<void> {
    const { timer } = this;
    const directories = new Map(
      [...this.watched.values()].flat().map((uri) => [uri.toString(), uri] as const),
    );
    const changes = await Promise.all([...directories.values()].map((uri) => this.lookAt(uri)));
    if (changes.flat().length > 0) this.onChanges(changes.flat());
    // Paused or scheduled anew meanwhile: then this round was the last of its kind.
    if (this.timer === timer) this.schedule(interval);
  }

  private async lookAt(directory: vscode.Uri): Promise<readonly vscode.FileChangeEvent[]> {
    const entries = await glance(this.filesOf(directory.authority), directory.path);
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
