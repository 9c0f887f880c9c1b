import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path/posix';
import * as l10n from '@vscode/l10n';
import type { Callback, SFTPWrapper, Stats } from 'ssh2';
import { ExpectedError } from '../../core/errors/expectedError';

/** Status codes of sftp 3 (draft-ietf-secsh-filexfer-02, 7) that something is done about. */
export const sftpStatus = { noSuchFile: 2, permissionDenied: 3, failure: 4 } as const;

/** A request of sftp that has an answer, as a promise. */
export function ask<T>(
  start: (done: (error: Error | undefined, value: T) => void) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    start((error, value) => {
      // ssh2 says null, too, where it means that all went well.
      if (error instanceof Error) reject(error);
      else resolve(value);
    });
  });
}

/** A request of sftp that only goes well or not, as a promise. */
export async function tell(start: (done: Callback) => void): Promise<void> {
  await ask<undefined>((done) => {
    start((error) => {
      done(error ?? undefined, undefined);
    });
  });
}

/** The server's status code; undefined when the error is not one of the server. */
export function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'number' ? error.code : undefined;
}

/** What is said when a file can't be read or written and nothing better is known. */
export function diskError(path: string, error: unknown): ExpectedError {
  if (error instanceof ExpectedError) return error;
  const reasons: Readonly<Record<number, string>> = {
    [sftpStatus.noSuchFile]: l10n.t('no such file or directory'),
    [sftpStatus.permissionDenied]: l10n.t('permission denied'),
  };
  const reason = reasons[statusOf(error) ?? -1] ?? (error instanceof Error ? error.message : '');
  const sentence = l10n.t('{0} can not be read or written: {1}', path, reason);
  return new ExpectedError('disk', sentence, { cause: error });
}

/** What is at a path, links not followed; undefined when nothing is. */
export async function lstatIfThere(sftp: SFTPWrapper, path: string): Promise<Stats | undefined> {
  try {
    return await ask<Stats>((done) => {
      sftp.lstat(path, done);
    });
  } catch (error) {
    if (statusOf(error) === sftpStatus.noSuchFile) return undefined;
    throw error;
  }
}

/** Replaces a file by way of a temporary one beside it: whoever reads sees the old or the new. */
export async function replaceFile(
  sftp: SFTPWrapper,
  path: string,
  content: Buffer,
  mode: number,
): Promise<void> {
  const temporary = temporaryName(path);
  await writeNew(sftp, temporary, content, mode);
  try {
    await replaceBy(sftp, temporary, path);
  } catch (error) {
    await tell((done) => {
      sftp.unlink(temporary, done);
    });
    throw error;
  }
}

export const temporaryName = (path: string): string => `${path}.${randomUUID()}.new`;

export async function writeNew(
  sftp: SFTPWrapper,
  path: string,
  content: Buffer,
  mode: number,
): Promise<void> {
  await tell((done) => {
    sftp.writeFile(path, content, { mode, flag: 'wx' }, done);
  });
}

/** Renames over what is there (posix-rename@openssh.com). */
export async function replaceBy(sftp: SFTPWrapper, from: string, to: string): Promise<void> {
  await tell((done) => {
    sftp.ext_openssh_rename(from, to, done);
  });
}

/** Adds to the end of a file and waits until it is on disk, where the server can tell. */
export async function appendDurably(
  sftp: SFTPWrapper,
  path: string,
  content: Buffer,
): Promise<void> {
  const handle = await ask<Buffer>((done) => {
    sftp.open(path, 'a', 0o600, done);
  });
  try {
    // sftp has no "end of file": servers older than OpenSSH 6.5 write where they are told.
    const { size } = await ask<Stats>((done) => {
      sftp.fstat(handle, done);
    });
    await tell((done) => {
      sftp.write(handle, content, 0, content.length, size, done);
    });
    await tell((done) => {
      flush(sftp, handle, done);
    });
  } finally {
    await tell((done) => {
      sftp.close(handle, done);
    });
  }
}

function flush(sftp: SFTPWrapper, handle: Buffer, done: Callback): void {
  try {
    sftp.ext_openssh_fsync(handle, done);
  } catch {
    done(); // fsync@openssh.com came with OpenSSH 6.5; without it the data is with the kernel
  }
}

async function makeDirectories(sftp: SFTPWrapper, path: string): Promise<void> {
  try {
    await tell((done) => {
      sftp.mkdir(path, { mode: 0o700 }, done);
    });
  } catch (error) {
    if (statusOf(error) === sftpStatus.noSuchFile && path !== dirname(path)) {
      await makeDirectories(sftp, dirname(path));
      await makeDirectories(sftp, path);
      return;
    }
    // sftp 3 has no status for "exists": it fails, and one has to look.
    const isThere = await ask<Stats>((done) => {
      sftp.stat(path, done);
    }).then(
      (stats) => stats.isDirectory(),
      () => false,
    );
    if (!isThere) throw error;
  }
}

/** Writes into a directory; makes it when the first attempt finds that it is missing. */
export async function inDirectoryOf<T>(
  sftp: SFTPWrapper,
  path: string,
  write: () => Promise<T>,
): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (statusOf(error) !== sftpStatus.noSuchFile) throw error;
    await makeDirectories(sftp, dirname(path));
    return write();
  }
}
