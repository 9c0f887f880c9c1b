import * as vscode from 'vscode';
import type { Reading } from '../../core/inventory/reading';
import {
  type Entry,
  readVariableFiles as readBeside,
} from '../../core/inventory/readVariableFiles';
import type { VariableFiles } from '../../core/inventory/variableFiles';
import { readDirectory, readText } from '../readings';

/** Reads `group_vars/` and `host_vars/` of a directory, as Ansible would. */
export async function readVariableFiles(directory: vscode.Uri): Promise<VariableFiles> {
  const at = (path: string): vscode.Uri => vscode.Uri.joinPath(directory, path);
  const own = await readEntries(directory);
  const isMissing = (path: string): boolean =>
    own.kind === 'absent' ||
    // The editor writes an error into its log when what is not there is to be listed.
    (own.kind === 'there' && !path.includes('/') && !own.value.some(({ name }) => name === path));
  return readBeside({
    read: (path) => readText(at(path)),
    list: (path) => (isMissing(path) ? Promise.resolve({ kind: 'absent' }) : readEntries(at(path))),
  });
}

async function readEntries(directory: vscode.Uri): Promise<Reading<readonly Entry[]>> {
  const listing = await readDirectory(directory);
  if (listing.kind !== 'there') return listing;
  const entries = listing.value.map(([name, type]) => ({
    name,
    isDirectory: (type & vscode.FileType.Directory) !== 0,
  }));
  return { kind: 'there', value: entries };
}
