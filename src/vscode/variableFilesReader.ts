import * as vscode from 'vscode';
import {
  noVariableFiles,
  selectVariableFiles,
  type VariableFiles,
} from '../core/inventory/variableFiles';

/** Reads `group_vars/` and `host_vars/` beside an inventory, as Ansible would. */
export async function readVariableFiles(directory: vscode.Uri): Promise<VariableFiles> {
  const paths = (
    await Promise.all(
      ['group_vars', 'host_vars'].map((name) =>
        listBelow(vscode.Uri.joinPath(directory, name), name, 1),
      ),
    )
  ).flat();
  if (paths.length === 0) return noVariableFiles;
  // The YAML library is loaded only where there is a file for it.
  const { parseVariableFile } = await import('../core/inventory/parseVariableFile');
  return selectVariableFiles(paths, async (path) => {
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(directory, path));
    return parseVariableFile(path, new TextDecoder().decode(bytes));
  });
}

async function listBelow(
  directory: vscode.Uri,
  prefix: string,
  depth: number,
): Promise<readonly string[]> {
  let entries: readonly [string, vscode.FileType][];
  try {
    entries = await vscode.workspace.fs.readDirectory(directory);
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return []; // most directories have none
    throw error;
  }
  const paths = await Promise.all(
    entries.map(([name, type]) => {
      const path = `${prefix}/${name}`;
      if ((type & vscode.FileType.Directory) === 0) return Promise.resolve([path]);
      return depth === 0
        ? Promise.resolve([])
        : listBelow(vscode.Uri.joinPath(directory, name), path, depth - 1);
    }),
  );
  return paths.flat();
}
