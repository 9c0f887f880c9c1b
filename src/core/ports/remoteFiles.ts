export type FileKind = 'file' | 'directory' | 'other';

export interface FileStat {
  /** Of what a link points at; of the link itself when that is gone. */
  readonly kind: FileKind;
  readonly isLink: boolean;
  readonly size: number;
  /** Milliseconds since 1970, in whole seconds: sftp 3 has no more. */
  readonly modifiedAt: number;
  readonly isWritable: boolean;
}

export interface NamedFile {
  readonly name: string;
  readonly stat: FileStat;
}

/**
 * The files of another machine, for an editor. Rejects with `ExpectedError`: `file-missing`,
 * `file-exists`, `file-forbidden`, `disk`, or a code of the connection. Paths are absolute.
 */
export interface RemoteFiles {
  stat(path: string): Promise<FileStat>;
  readDirectory(path: string): Promise<readonly NamedFile[]>;
  read(path: string): Promise<Uint8Array>;
  /** Replaces a file as a whole, keeping its mode; creates it when `mayCreate`. */
  write(path: string, content: Uint8Array, options: WriteOptions): Promise<void>;
  createDirectory(path: string): Promise<void>;
  remove(path: string, options: { readonly recursive: boolean }): Promise<void>;
  rename(from: string, to: string, options: { readonly mayReplace: boolean }): Promise<void>;
  /** Like readDirectory, but undefined when that would first have to open a connection. */
  glance(path: string): Promise<readonly NamedFile[] | undefined>;
  /** Keeps the connection, as soon as something has opened it, until the result is called. */
  hold(): () => void;
}

export interface WriteOptions {
  readonly mayCreate: boolean;
  readonly mayReplace: boolean;
}
