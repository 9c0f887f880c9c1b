import * as vscode from 'vscode';
import { usualInventory } from '../ids';
import type { Inventories } from '../inventories/inventories';
import { openDocument } from '../inventories/inventoryReader';
import { byAddress, findFilesHere, isRemote, remoteFolders } from '../remote/remoteFolders';
import { lookForTaskFiles, type UnreadDirectory } from './remoteTaskFiles';
import { isYaml } from './taskFilePlaces';

/** A text file as it is now: the editor's, else the disk's. */
export interface TextFile {
  readonly uri: vscode.Uri;
  readonly text: string;
}

const yamlFiles = '**/*.{yaml,yml}';
const elsewhere = '**/{node_modules,.git,.dm-cluster,roles}/**';
/** YAML files looked through for task files. */
const mostFiles = 2000;

/** Files that may be task files, and where there may be more that could not be looked for. */
export interface YamlFiles {
  readonly files: readonly TextFile[];
  readonly unread: readonly UnreadDirectory[];
}

/**
 * The YAML files of the workspace that may be task files of a deployment: those below its directory
 * and those below no inventory's. A file below another inventory speaks of that one's sources. On
 * another machine nothing can be searched: there they are looked for where they usually lie.
 */
export async function yamlFilesOf(
  directory: vscode.Uri,
  inventories: Inventories,
  token: vscode.CancellationToken,
): Promise<YamlFiles> {
  const [here, models] = await Promise.all([
    findFilesHere(yamlFiles, elsewhere, mostFiles, token),
    inventories.all(),
  ]);
  const directories = [directory, ...models.map((model) => model.directory)];
  const isOwn = (uri: vscode.Uri): boolean => {
    const nearest = nearestDirectory(uri, directories);
    return nearest === undefined || nearest.toString() === directory.toString();
  };
  const places = byAddress([...remoteFolders(), ...(isRemote(directory) ? [directory] : [])]);
  const there = await Promise.all(
    // Any file tells whose directory it is; what is another deployment's is not listed.
    places
      .filter((place) => isOwn(vscode.Uri.joinPath(place, usualInventory)))
      .map(lookForTaskFiles),
  );
  const uris = [...here, ...there.flatMap((found) => found.uris), ...openThere()];
  const files = await Promise.all(byAddress(uris.filter(isOwn)).map(readTextFile));
  return {
    files: files.filter((file) => file !== undefined),
    unread: there.flatMap(({ unread }) => unread),
  };
}

/** Files on other machines that the operator has open lie wherever they lie. */
function openThere(): readonly vscode.Uri[] {
  return vscode.workspace.textDocuments
    .map(({ uri }) => uri)
    .filter((uri) => isRemote(uri) && isYaml(uri.path));
}

/** The deepest of the directories that a file lies below. */
export function nearestDirectory(
  uri: vscode.Uri,
  directories: readonly vscode.Uri[],
): vscode.Uri | undefined {
  return directories
    .filter((directory) => uri.toString().startsWith(`${directory.toString()}/`))
    .toSorted((a, b) => b.path.length - a.path.length)[0];
}

/** undefined for a file that is not there any more. */
export async function readTextFile(uri: vscode.Uri): Promise<TextFile | undefined> {
  const document = openDocument(uri);
  if (document !== undefined) return { uri, text: document.getText() };
  try {
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    return { uri, text };
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return undefined;
    throw error;
  }
}
