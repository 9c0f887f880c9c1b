import * as vscode from 'vscode';
import { readVariableFiles as readBeside } from '../core/inventory/readVariableFiles';
import type { VariableFiles } from '../core/inventory/variableFiles';
import { readDirectory, readText } from './readings';

/** Reads `group_vars/` and `host_vars/` of a directory, as Ansible would. */
export function readVariableFiles(directory: vscode.Uri): Promise<VariableFiles> {
  const at = (path: string): vscode.Uri => vscode.Uri.joinPath(directory, path);
  return readBeside({
    read: (path) => readText(at(path)),
    list: async (path) => {
      const listing = await readDirectory(at(path));
      if (listing.kind !== 'there') return listing;
      const entries = listing.value.map(([name, type]) => ({
        name,
        isDirectory: (type & vscode.FileType.Directory) !== 0,
      }));
      return { kind: 'there', value: entries };
    },
  });
}
