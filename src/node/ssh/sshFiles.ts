import * as l10n from '@vscode/l10n';
import type { FileEntryWithStats, SFTPWrapper, Stats } from 'ssh2';
import { ExpectedError } from '../../core/errors/expectedError';
import type { FileStat, NamedFile, RemoteFiles } from '../../core/ports/remoteFiles';
import type { SshConnection } from './sshConnection';
import {
  ask,
  diskError,
  lstatIfThere,
  replaceBy,
  replaceFile,
  sftpStatus,
  statusOf,
  tell,
} from './sshSftp';

/** The files of a machine for an editor, through the connection's one sftp session. */
export function createSshFiles(
  connection: SshConnection,
  removeTree: (path: string) => Promise<void>,
): RemoteFiles {
  const at = <T>(path: string, work: (sftp: SFTPWrapper) => Promise<T>): Promise<T> =>
    connection.sftp(work).catch((error: unknown) => {
      throw fileError(path, error);
    });
  return {
    stat: (path) => at(path, (sftp) => statOf(sftp, path)),
    readDirectory: (path) => at(path, (sftp) => readDirectory(sftp, path)),
    glance: (path) =>
      connection
        .glance((sftp) => readDirectory(sftp, path))
        .catch((error: unknown) => {
          throw fileError(path, error);
        }),
    hold: () => connection.hold(),
    read: (path) =>
      at(path, (sftp) =>
        ask<Buffer>((done) => {
          sftp.readFile(path, done);
        }),
      ),
    write: (path, content, options) =>
      at(path, async (sftp) => {
        const old = await lstatIfThere(sftp, path);
        if (old === undefined && !options.mayCreate) throw missing(path);
        if (old !== undefined && !options.mayReplace) throw exists(path);
        const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
        await overwrite(sftp, path, bytes, old);
      }),
    createDirectory: (path) =>
      at(path, async (sftp) => {
        try {
          await tell((done) => {
            sftp.mkdir(path, done);
          });
        } catch (error) {
          throw await orExists(sftp, path, error);
        }
      }),
    remove: (path, { recursive }) =>
      at(path, async (sftp) => {
        const stats = await lstatIfThere(sftp, path);
        if (stats === undefined) throw missing(path);
        if (!stats.isDirectory()) {
          await tell((done) => {
            sftp.unlink(path, done);
          });
        } else if (recursive) {
          await removeTree(path);
        } else {
          await tell((done) => {
            sftp.rmdir(path, done);
          });
        }
      }),
    rename: (from, to, { mayReplace }) =>
      at(from, async (sftp) => {
        if (mayReplace) {
          await replaceBy(sftp, from, to);
          return;
        }
        try {
          await tell((done) => {
            sftp.rename(from, to, done);
          });
        } catch (error) {
          throw await orExists(sftp, to, error);
        }
      }),
  };
}

async function statOf(sftp: SFTPWrapper, path: string): Promise<FileStat> {
  return describe(
    sftp,
    path,
    await ask<Stats>((done) => {
      sftp.lstat(path, done);
    }),
  );
}

async function describe(sftp: SFTPWrapper, path: string, own: Stats): Promise<FileStat> {
  const isLink = own.isSymbolicLink();
  const stats = isLink
    ? await ask<Stats>((done) => {
        sftp.stat(path, done);
      }).catch(() => own) // points nowhere
    : own;
  return {
    kind: stats.isDirectory() ? 'directory' : stats.isFile() ? 'file' : 'other',
    isLink,
    size: stats.size,
    modifiedAt: stats.mtime * 1000,
    isWritable: (stats.mode & 0o222) !== 0,
  };
}

async function readDirectory(sftp: SFTPWrapper, path: string): Promise<readonly NamedFile[]> {
  const entries = await ask<FileEntryWithStats[]>((done) => {
    sftp.readdir(path, done);
  });
  return Promise.all(
    entries.map(async ({ filename, attrs }) => ({
      name: filename,
      stat: await describe(sftp, `${path}/${filename}`, attrs),
    })),
  );
}

/** Keeps the mode, and writes what a link points at; in place where no file can be put beside it. */
async function overwrite(
  sftp: SFTPWrapper,
  path: string,
  content: Buffer,
  old: Stats | undefined,
): Promise<void> {
  if (old === undefined) {
    await replaceFile(sftp, path, content, 0o644);
    return;
  }
  const target = await ask<string>((done) => {
    sftp.realpath(path, done);
  });
  const { mode } = await ask<Stats>((done) => {
    sftp.stat(target, done);
  });
  try {
    await replaceFile(sftp, target, content, mode & 0o7777);
  } catch (error) {
    if (statusOf(error) !== sftpStatus.permissionDenied) throw error;
    await tell((done) => {
      sftp.writeFile(target, content, done);
    });
  }
}

/** sftp 3 says only "failure" of a name that is taken: one has to look. */
async function orExists(sftp: SFTPWrapper, path: string, error: unknown): Promise<unknown> {
  const isFailure = statusOf(error) === sftpStatus.failure;
  return isFailure && (await lstatIfThere(sftp, path)) !== undefined ? exists(path) : error;
}

function fileError(path: string, error: unknown): unknown {
  switch (statusOf(error)) {
    case sftpStatus.noSuchFile:
      return missing(path);
    case sftpStatus.permissionDenied:
      return new ExpectedError(
        'file-forbidden',
        l10n.t('The user that is logged in may not do that with {0}.', path),
        { cause: error },
      );
    default:
      return diskError(path, error);
  }
}

const missing = (path: string): ExpectedError =>
  new ExpectedError('file-missing', l10n.t('{0} does not exist.', path));
const exists = (path: string): ExpectedError =>
  new ExpectedError('file-exists', l10n.t('{0} exists already.', path));
