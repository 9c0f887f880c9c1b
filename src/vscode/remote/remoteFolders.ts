import * as vscode from 'vscode';
import { remoteScheme, usualInventory } from '../ids';
import { readDirectory, readingOf } from '../readings';

// VS Code finds files only where it has a search provider, and those are not open to extensions:
// findFiles waits for one for ever where a folder of another machine is among the searched. In such
// a folder one has to look; it is the deployment itself.

/** findFiles in all folders but those on other machines; what lies in two of them is found once. */
export async function findFilesHere(
  pattern: string,
  excluded: string | null,
  most: number,
  token?: vscode.CancellationToken,
): Promise<readonly vscode.Uri[]> {
  const all = vscode.workspace.workspaceFolders ?? [];
  return remoteFolders().length > 0
    ? findFilesIn(all, pattern, excluded, most, token)
    : byAddress(await vscode.workspace.findFiles(pattern, excluded, most, token));
}

/** The same in these folders alone. */
export async function findFilesIn(
  folders: readonly vscode.WorkspaceFolder[],
  pattern: string,
  excluded: string | null,
  most: number,
  token?: vscode.CancellationToken,
): Promise<readonly vscode.Uri[]> {
  const here = folders.filter(({ uri }) => !isRemote(uri));
  const lists = await Promise.all(
    here.map((folder) =>
      vscode.workspace.findFiles(
        new vscode.RelativePattern(folder, pattern),
        excluded,
        most,
        token,
      ),
    ),
  );
  return byAddress(lists.flat());
}

/** Each once: a file of a folder inside of another is found in both. */
export function byAddress(files: readonly vscode.Uri[]): readonly vscode.Uri[] {
  return [...new Map(files.map((uri) => [uri.toString(), uri])).values()];
}

/** The files that a pattern means in the workspace folders on other machines, not below them. */
export async function findRemoteFiles(pattern: string): Promise<readonly vscode.Uri[]> {
  return inRemoteFolders(vscode.workspace.workspaceFolders ?? [], async (folder) => {
    const listing = await readDirectory(folder);
    switch (listing.kind) {
      case 'there':
        return listing.value
          .filter(([, type]) => (type & vscode.FileType.File) !== 0)
          .map(([name]) => vscode.Uri.joinPath(folder, name))
          .filter((uri) => matchesPattern(uri, folder, pattern));
      case 'absent':
        return [];
      case 'unreadable':
        // A machine that does not answer, perhaps: who reads the inventory will say so.
        return [vscode.Uri.joinPath(folder, usualInventory)];
    }
  });
}

/** Whether findFiles would find a file of a folder with this pattern, if it could look there. */
export function matchesPattern(uri: vscode.Uri, folder: vscode.Uri, pattern: string): boolean {
  // All that VS Code offers to match a pattern is about documents; of one it asks nothing but this.
  const document = { uri, languageId: '' } as vscode.TextDocument;
  const filter = { pattern: new vscode.RelativePattern(folder, pattern) };
  return vscode.languages.match(filter, document) > 0;
}

/** The lock files of those folders that are on other machines. */
export async function remoteLockFiles(
  folders: readonly vscode.WorkspaceFolder[],
): Promise<readonly vscode.Uri[]> {
  return inRemoteFolders(folders, async (folder) => {
    const lock = vscode.Uri.joinPath(folder, '.dm-cluster', 'lock');
    // What can't be reached holds no run that could be followed: the tree says why.
    const { kind } = await readingOf(lock, vscode.workspace.fs.stat(lock));
    return kind === 'there' ? [lock] : [];
  });
}

async function inRemoteFolders(
  folders: readonly vscode.WorkspaceFolder[],
  look: (folder: vscode.Uri) => Promise<readonly vscode.Uri[]>,
): Promise<readonly vscode.Uri[]> {
  const found = await Promise.all(remoteOf(folders).map(look));
  return found.flat();
}

/** The workspace folders on other machines. */
export function remoteFolders(): readonly vscode.Uri[] {
  return remoteOf(vscode.workspace.workspaceFolders ?? []);
}

const remoteOf = (folders: readonly vscode.WorkspaceFolder[]): readonly vscode.Uri[] =>
  folders.map(({ uri }) => uri).filter(isRemote);

export const isRemote = ({ scheme }: vscode.Uri): boolean => scheme === remoteScheme;
