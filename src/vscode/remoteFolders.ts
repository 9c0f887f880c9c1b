import * as vscode from 'vscode';
import { remoteScheme } from './ids';

// VS Code finds files only where it has a search provider, and those are not open to extensions:
// findFiles waits for one for ever where a folder of another machine is among the searched. In such
// a folder one has to look; it is the deployment itself.

/** findFiles in all folders but those on other machines. */
export async function findFilesHere(
  pattern: string,
  excluded: string | null,
  most: number,
): Promise<readonly vscode.Uri[]> {
  const all = vscode.workspace.workspaceFolders ?? [];
  const here = all.filter(({ uri }) => uri.scheme !== remoteScheme);
  if (here.length === all.length) return vscode.workspace.findFiles(pattern, excluded, most);
  const lists = await Promise.all(
    here.map((folder) =>
      vscode.workspace.findFiles(new vscode.RelativePattern(folder, pattern), excluded, most),
    ),
  );
  return lists.flat();
}

/** The .ini files of the workspace folders that are on other machines. */
export async function remoteInventoryFiles(): Promise<readonly vscode.Uri[]> {
  return inRemoteFolders(async (folder) => {
    const entries = await vscode.workspace.fs.readDirectory(folder);
    return entries
      .filter(([name, type]) => name.endsWith('.ini') && (type & vscode.FileType.File) !== 0)
      .map(([name]) => vscode.Uri.joinPath(folder, name));
  });
}

/** The lock files of the workspace folders that are on other machines. */
export async function remoteLockFiles(): Promise<readonly vscode.Uri[]> {
  return inRemoteFolders(async (folder) => {
    const lock = vscode.Uri.joinPath(folder, '.dm-cluster', 'lock');
    await vscode.workspace.fs.stat(lock);
    return [lock];
  });
}

async function inRemoteFolders(
  look: (folder: vscode.Uri) => Promise<readonly vscode.Uri[]>,
): Promise<readonly vscode.Uri[]> {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(
    ({ uri }) => uri.scheme === remoteScheme,
  );
  const found = await Promise.all(
    folders.map(async ({ uri }) => {
      try {
        return await look(uri);
      } catch (error) {
        // Not there, or not reachable: the Explorer says why.
        if (error instanceof vscode.FileSystemError) return [];
        throw error;
      }
    }),
  );
  return found.flat();
}
