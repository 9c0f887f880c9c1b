import * as vscode from 'vscode';
import {
  noVariableFiles,
  selectVariableFiles,
  type VariableFiles,
} from '../core/inventory/variableFiles';

/** Directories beside an inventory whose files set variables. */
const variableDirectories = ['group_vars', 'host_vars'];

/** Reads `group_vars/` and `host_vars/` beside an inventory, as Ansible would. */
export async function readVariableFiles(directory: vscode.Uri): Promise<VariableFiles> {
  const paths: string[] = [];
  for (const [name, type] of await entriesOf(directory)) {
    if (!variableDirectories.includes(name) || !isDirectory(type)) continue;
    paths.push(...(await listBelow(vscode.Uri.joinPath(directory, name), name, 1)));
  }
  if (paths.length === 0) return noVariableFiles;
  // The YAML library is loaded only where there is a file for it.
  const { parseVariableFile } = await import('../core/inventory/parseVariableFile');
  return selectVariableFiles(paths, async (path) => {
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(directory, path));
    return parseVariableFile(path, new TextDecoder().decode(bytes));
  });
}

/** Files, and those of directories `depth` levels down; Ansible looks no deeper. */
async function listBelow(
  directory: vscode.Uri,
  prefix: string,
  depth: number,
): Promise<readonly string[]> {
  const paths: string[] = [];
  for (const [name, type] of await entriesOf(directory)) {
    const path = `${prefix}/${name}`;
    if (!isDirectory(type)) paths.push(path);
    else if (depth > 0) {
      paths.push(...(await listBelow(vscode.Uri.joinPath(directory, name), path, depth - 1)));
    }
  }
  return paths;
}

async function entriesOf(
  directory: vscode.Uri,
): Promise<readonly (readonly [string, vscode.FileType])[]> {
  try {
    return await vscode.workspace.fs.readDirectory(directory);
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return []; // an unsaved inventory lies nowhere
    throw error;
  }
}

const isDirectory = (type: vscode.FileType): boolean => (type & vscode.FileType.Directory) !== 0;
