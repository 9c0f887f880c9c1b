import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { ExpectedError } from '../core/errors/expectedError';
import type { Reading } from '../core/inventory/reading';
import { type FilesBeside, readVariableFiles } from '../core/inventory/readVariableFiles';
import type { VariableFiles } from '../core/inventory/variableFiles';
import { decodeSurrogateEscape } from './surrogateEscape';

/** An inventory on disk, and what lies beside it. Throws ExpectedError where it can't be read. */
export async function readInventoryFile(file: string): Promise<{
  readonly text: string;
  readonly files: VariableFiles;
  readonly hostsText: string | undefined;
}> {
  const directory = path.dirname(file);
  const isHostsFile = path.basename(file) === 'hosts.ini';
  const [text, files, hostsText] = await Promise.all([
    readText(file),
    readVariableFiles(besideAt(directory)),
    isHostsFile ? undefined : readIfThere(path.join(directory, 'hosts.ini')),
  ]);
  return { text, files, hostsText };
}

async function readText(file: string): Promise<string> {
  try {
    return decodeSurrogateEscape(await readFile(file));
  } catch (error) {
    switch (codeOf(error)) {
      case 'ENOENT':
      case 'ENOTDIR':
        throw new ExpectedError('no-file', l10n.t('{0}: there is no such file', file), {
          cause: error,
        });
      case 'EISDIR':
        throw new ExpectedError('no-file', l10n.t('{0} is a directory', file), { cause: error });
      case 'EACCES':
        throw new ExpectedError('no-access', l10n.t('{0}: no permission to read it', file), {
          cause: error,
        });
      default:
        throw error;
    }
  }
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readText(file);
  } catch (error) {
    if (error instanceof ExpectedError && error.code === 'no-file') return undefined;
    throw error;
  }
}

const besideAt = (directory: string): FilesBeside => ({
  read: (name) => readingOf(readFile(path.join(directory, name), 'utf8')),
  list: (name) => readingOf(entriesOf(path.join(directory, name))),
});

async function entriesOf(directory: string) {
  const entries = await readdir(directory, { withFileTypes: true });
  return Promise.all(
    entries.map(async (entry) => {
      const { name } = entry;
      if (!entry.isSymbolicLink()) return { name, isDirectory: entry.isDirectory() };
      return { name, isDirectory: await leadsToDirectory(path.join(directory, name)) };
    }),
  );
}

async function leadsToDirectory(link: string): Promise<boolean> {
  const target = await readingOf(stat(link));
  return target.kind === 'there' && target.value.isDirectory();
}

/** What the system says no to is told with the file; anything else is a fault of ours. */
async function readingOf<T>(look: Promise<T>): Promise<Reading<T>> {
  try {
    return { kind: 'there', value: await look };
  } catch (error) {
    const code = codeOf(error);
    if (code === '' || !(error instanceof Error)) throw error;
    if (['ENOENT', 'ENOTDIR', 'ELOOP'].includes(code)) return { kind: 'absent' };
    const reason = code === 'EACCES' ? l10n.t('no permission to read it') : error.message;
    return { kind: 'unreadable', reason };
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
