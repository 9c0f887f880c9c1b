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
  return all.some(isRemote)
    ? findFilesIn(all, pattern, excluded, most)
    : vscode.workspace.findFiles(pattern, excluded, most);
}

/** The same in these folders alone. */
export async function findFilesIn(
  folders: readonly vscode.WorkspaceFolder[],
  pattern: string,
  excluded: string | null,
  most: number,
): Promise<readonly vscode.Uri[]> {
  const here = folders.filter((folder) => !isRemote(folder));
  const lists = await Promise.all(
    here.map((folder) =>
      vscode.workspace.findFiles(new vscode.RelativePattern(folder, pattern), excluded, most),
    ),
  );
  return lists.flat();
}

/** The .ini files of the workspace folders that are on other machines. */
export async function remoteInventoryFiles(): Promise<readonly vscode.Uri[]> {
  return inRemoteFolders(vscode.workspace.workspaceFolders ?? [], async (folder) => {
    const entries = await vscode.workspace.fs.readDirectory(folder);
    return entries
      .filter(([name, type]) => name.endsWith('.ini') && (type & vscode.FileType.File) !== 0)
      .map(([name]) => vscode.Uri.joinPath(folder, name));
  });
}

/** The lock files of those folders that are on other machines. */
export async function remoteLockFiles(
  folders: readonly vscode.WorkspaceFolder[],
): Promise<readonly vscode.Uri[]> {
  return inRemoteFolders(folders, async (folder) => {
    const lock = vscode.Uri.joinPath(folder, '.dm-cluster', 'lock');
    await vscode.workspace.fs.stat(lock);
    return [lock];
  });
}

async function inRemoteFolders(
  folders: readonly vscode.WorkspaceFolder[],
  look: (folder: vscode.Uri) => Promise<readonly vscode.Uri[]>,
): Promise<readonly vscode.Uri[]> {
  const found = await Promise.all(
    folders.filter(isRemote).map(async ({ uri }) => {
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

const isRemote = ({ uri }: vscode.WorkspaceFolder): boolean => uri.scheme === remoteScheme;
