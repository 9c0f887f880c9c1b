import * as vscode from 'vscode';
import { ExpectedError } from '../../core/errors/expectedError';
import type { FileKind, FileStat, RemoteFiles } from '../../core/ports/remoteFiles';
import { remoteScheme } from '../ids';
import type { MachinesInSight } from './machinesInSight';
import { RemoteWatch } from './remoteWatch';

/** Gives the files of a machine by the authority of a `dm-control:` URI. */
export type FilesOf = (authority: string) => RemoteFiles;

export function registerRemoteFileSystem(
  filesOf: FilesOf,
  sight: MachinesInSight,
): vscode.Disposable {
  const files = new RemoteFileSystem(filesOf, sight);
  return vscode.Disposable.from(
    files,
    vscode.workspace.registerFileSystemProvider(remoteScheme, files, { isCaseSensitive: true }),
  );
}

/** `dm-control://tidb@10.0.1.4:22/home/tidb/dm-ansible`: the files of a control machine over ssh. */
class RemoteFileSystem implements vscode.FileSystemProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.changed.event;
  private readonly watches: RemoteWatch;

  constructor(
    private readonly filesOf: FilesOf,
    sight: MachinesInSight,
  ) {
    this.watches = new RemoteWatch(filesOf, sight, (changes) => {
      this.changed.fire([...changes]);
    });
  }

  watch(uri: vscode.Uri, options: { readonly recursive: boolean }): vscode.Disposable {
    return this.watches.add(uri, options.recursive);
  }

  stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    return this.at(uri, async (files) => toStat(await files.stat(uri.path)));
  }

  readDirectory(uri: vscode.Uri): Promise<[string, vscode.FileType][]> {
    return this.at(uri, async (files) => {
      const entries = await files.readDirectory(uri.path);
      return entries.map(({ name, stat }) => [name, toStat(stat).type]);
    });
  }

  readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return this.at(uri, (files) => files.read(uri.path));
  }

  async writeFile(
    uri: vscode.Uri,
    content: Uint8Array,
    { create, overwrite }: { readonly create: boolean; readonly overwrite: boolean },
  ): Promise<void> {
    const options = { mayCreate: create, mayReplace: overwrite || !create };
    await this.at(uri, (files) => files.write(uri.path, content, options));
    this.changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  async createDirectory(uri: vscode.Uri): Promise<void> {
    await this.at(uri, (files) => files.createDirectory(uri.path));
    this.changed.fire([{ type: vscode.FileChangeType.Created, uri }]);
  }

  async delete(uri: vscode.Uri, options: { readonly recursive: boolean }): Promise<void> {
    await this.at(uri, (files) => files.remove(uri.path, options));
    this.changed.fire([{ type: vscode.FileChangeType.Deleted, uri }]);
  }

  async rename(
    from: vscode.Uri,
    to: vscode.Uri,
    { overwrite }: { readonly overwrite: boolean },
  ): Promise<void> {
    if (from.authority !== to.authority) throw vscode.FileSystemError.Unavailable(to);
    await this.at(from, (files) => files.rename(from.path, to.path, { mayReplace: overwrite }), to);
    this.changed.fire([
      { type: vscode.FileChangeType.Deleted, uri: from },
      { type: vscode.FileChangeType.Created, uri: to },
    ]);
  }

  dispose(): void {
    this.watches.dispose();
    this.changed.dispose();
  }

  /** `target` is what would be in the way. */
  private async at<T>(
    uri: vscode.Uri,
    work: (files: RemoteFiles) => Promise<T>,
    target = uri,
  ): Promise<T> {
    try {
      return await work(this.filesOf(uri.authority));
    } catch (error) {
      throw toFileSystemError(error, uri, target);
    }
  }
}

const types: Readonly<Record<FileKind, vscode.FileType>> = {
  file: vscode.FileType.File,
  directory: vscode.FileType.Directory,
  other: vscode.FileType.Unknown,
};
/** A set of bits, that is no member of the enumeration. */
const linkTo = (type: vscode.FileType): vscode.FileType => type | vscode.FileType.SymbolicLink;

function toStat({ kind, isLink, size, modifiedAt, isWritable }: FileStat): vscode.FileStat {
  return {
    type: isLink ? linkTo(types[kind]) : types[kind],
    size,
    mtime: modifiedAt,
    ctime: modifiedAt, // sftp 3 does not tell when a file was made
    ...(isWritable ? {} : { permissions: vscode.FilePermission.Readonly }),
  };
}

/** The editor goes by the code, and shows the sentence. */
function toFileSystemError(error: unknown, uri: vscode.Uri, target: vscode.Uri): unknown {
  if (!(error instanceof ExpectedError)) return error;
  switch (error.code) {
    case 'file-missing':
      return vscode.FileSystemError.FileNotFound(uri);
    case 'file-exists':
      return vscode.FileSystemError.FileExists(target);
    case 'file-forbidden':
      return vscode.FileSystemError.NoPermissions(error.message);
    case 'disk':
      return new vscode.FileSystemError(error.message);
    default:
      return vscode.FileSystemError.Unavailable(error.message);
  }
}
