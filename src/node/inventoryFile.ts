import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { ExpectedError } from '../core/errors/expectedError';
import {
  noVariableFiles,
  selectVariableFiles,
  type VariableFiles,
} from '../core/inventory/variableFiles';
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
    readVariableFiles(directory),
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

/** Reads `group_vars/` and `host_vars/` of a directory, as Ansible would. */
async function readVariableFiles(directory: string): Promise<VariableFiles> {
  const lists = ['group_vars', 'host_vars'].map((name) => listBelow(directory, name, 1));
  const paths = (await Promise.all(lists)).flat();
  if (paths.length === 0) return noVariableFiles;
  // The YAML library is loaded only where there is a file for it.
  const { parseVariableFile } = await import('../core/inventory/parseVariableFile');
  return selectVariableFiles(paths, async (name) =>
    parseVariableFile(name, await readFile(path.join(directory, name), 'utf8')),
  );
}

/** Files, and those of directories `depth` levels down; Ansible looks no deeper. */
async function listBelow(
  directory: string,
  name: string,
  depth: number,
): Promise<readonly string[]> {
  const paths: string[] = [];
  for (const entry of await entriesOf(path.join(directory, name))) {
    const inside = `${name}/${entry.name}`;
    if (!entry.isDirectory()) paths.push(inside);
    else if (depth > 0) paths.push(...(await listBelow(directory, inside, depth - 1)));
  }
  return paths;
}

async function entriesOf(directory: string) {
  try {
    return await readdir(directory, { withFileTypes: true });
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return [];
    throw error;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
