import { editor, nothing } from './fakeEditor';
import { isBelow, isMeantBy } from './glob';
import type { Disposable } from './lifetimes';
import { EventEmitter } from './lifetimes';
import { strict } from './strict';
import { FileSystemError, FileType, type RelativePattern, Uri, type WorkspaceEdit } from './values';

/** A document that was never saved lies nowhere: no file system knows its scheme. */
function fail(uri: Uri): Promise<never> {
  const missing =
    uri.scheme === 'untitled'
      ? new FileSystemError(`ENOPRO: ${uri.toString()}`)
      : FileSystemError.FileNotFound(uri);
  return Promise.reject(editor.state.failures.get(uri.path) ?? missing);
}

/** `vscode.workspace`, with files in memory. */
export const workspace = strict('workspace', {
  get textDocuments() {
    return editor.state.documents;
  },
  get isTrusted() {
    return editor.state.isTrusted;
  },
  get workspaceFolders() {
    return editor.state.folders.map((folder, index) => ({ ...folder, index }));
  },
  fs: strict('workspace.fs', {
    isWritableFileSystem: (scheme: string) => (scheme === 'untitled' ? undefined : true),
    readFile: (uri: Uri) => {
      editor.state.disk.push(`read ${uri.path}`);
      const text = editor.state.files.get(uri.path);
      return text === undefined || editor.state.failures.has(uri.path)
        ? fail(uri)
        : Promise.resolve(new TextEncoder().encode(text));
    },
    writeFile: (uri: Uri, bytes: Uint8Array) => {
      editor.state.files.set(uri.path, new TextDecoder().decode(bytes));
      return Promise.resolve();
    },
    readDirectory: (uri: Uri) => {
      editor.state.disk.push(`list ${uri.path}`);
      const entries = new Map<string, number>();
      for (const file of editor.state.files.keys()) {
        if (!file.startsWith(`${uri.path}/`)) continue;
        const [name = '', ...rest] = file.slice(uri.path.length + 1).split('/');
        entries.set(name, rest.length === 0 ? FileType.File : FileType.Directory);
      }
      return entries.size === 0 || editor.state.failures.has(uri.path)
        ? fail(uri)
        : Promise.resolve([...entries]);
    },
  }),
  findFiles: (
    pattern: string | RelativePattern,
    _excluded?: unknown,
    most?: number,
    token?: { readonly isCancellationRequested: boolean },
  ) => {
    if (token?.isCancellationRequested === true) return Promise.resolve([]);
    const { bases, glob } = searched(pattern);
    const below = typeof pattern === 'string' ? '' : `${pattern.baseUri.path}/`;
    editor.state.disk.push(`find ${below}${glob}`);
    // As in VS Code: it waits for a search provider, and none comes.
    if (bases.some(({ scheme }) => scheme !== 'file')) return new Promise<never>(() => undefined);
    const found = [...editor.state.files.keys()].filter(
      (file) => isMeantBy(glob, file) && bases.some((uri) => isBelow(file, uri)),
    );
    return Promise.resolve(found.slice(0, most).map((file) => Uri.file(file)));
  },
  createFileSystemWatcher: (pattern: string) => {
    const watcher = {
      pattern,
      changed: new EventEmitter<Uri>(),
      created: new EventEmitter<Uri>(),
      deleted: new EventEmitter<Uri>(),
    };
    editor.state.watchers.push(watcher);
    return {
      onDidChange: watcher.changed.event,
      onDidCreate: watcher.created.event,
      onDidDelete: watcher.deleted.event,
      dispose: () => {
        editor.state.watchers.splice(editor.state.watchers.indexOf(watcher), 1);
      },
    };
  },
  getConfiguration: (section: string) => ({
    get: (name: string) => editor.state.settings.get(`${section}.${name}`),
  }),
  getWorkspaceFolder: (of: Uri) =>
    editor.state.folders.find(({ uri }) => uri.scheme === of.scheme && isBelow(of.path, uri)),
  asRelativePath: (uri: Uri) => uri.path.replace(/^\//, ''),
  openTextDocument: (uri: Uri) => {
    const open = editor.state.documents.find((document) => document.uri.path === uri.path);
    const text = open?.text ?? editor.state.files.get(uri.path) ?? '';
    return Promise.resolve({ uri, getText: () => text });
  },
  applyEdit: (edit: WorkspaceEdit) => {
    editor.state.edits.push(edit);
    return Promise.resolve(true);
  },
  registerTextDocumentContentProvider: (scheme: string, provider: unknown) => {
    editor.state.providers.set(`content ${scheme}`, provider);
    return nothing();
  },
  registerFileSystemProvider: (scheme: string, provider: unknown) => {
    editor.state.providers.set(`files ${scheme}`, provider);
    return nothing();
  },
  onDidChangeTextDocument: (listener: (event: never) => unknown): Disposable =>
    editor.state.events.changed.event(listener as never),
  onDidOpenTextDocument: (listener: (event: never) => unknown): Disposable =>
    editor.state.events.opened.event(listener as never),
  onDidCloseTextDocument: (listener: (event: never) => unknown): Disposable =>
    editor.state.events.closed.event(listener as never),
  onDidSaveTextDocument: (listener: (event: never) => unknown): Disposable =>
    editor.state.events.saved.event(listener as never),
  onDidChangeConfiguration: (listener: (event: never) => unknown): Disposable =>
    editor.state.events.settings.event(listener as never),
  onDidGrantWorkspaceTrust: (listener: (event: never) => unknown): Disposable =>
    editor.state.events.trusted.event(listener as never),
  onDidChangeWorkspaceFolders: (listener: (event: never) => unknown): Disposable =>
    editor.state.events.folders.event(listener as never),
});

/** Where findFiles looks, and for what. */
function searched(pattern: string | RelativePattern) {
  return typeof pattern === 'string'
    ? { bases: editor.state.folders.map(({ uri }) => uri), glob: pattern }
    : { bases: [pattern.baseUri], glob: pattern.pattern };
}
