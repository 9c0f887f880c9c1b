import * as vscode from 'vscode';
import type { Inventories } from './inventories';
import { openDocument } from './inventoryReader';

/** A text file as it is now: the editor's, else the disk's. */
export interface TextFile {
  readonly uri: vscode.Uri;
  readonly text: string;
}

const yamlFiles = '**/*.{yaml,yml}';
const elsewhere = '**/{node_modules,.git,.dm-cluster,roles}/**';
/** YAML files looked through for task files. */
const mostFiles = 2000;

/**
 * The YAML files of the workspace that may be task files of a deployment: those below its directory
 * and those below no inventory's. A file below another inventory speaks of that one's sources.
 */
export async function yamlFilesOf(
  directory: vscode.Uri,
  inventories: Inventories,
  token: vscode.CancellationToken,
): Promise<readonly TextFile[]> {
  const [uris, models] = await Promise.all([
    vscode.workspace.findFiles(yamlFiles, elsewhere, mostFiles, token),
    inventories.all(),
  ]);
  const directories = [directory, ...models.map((model) => model.directory)];
  const own = uris.filter((uri) => {
    const nearest = nearestDirectory(uri, directories);
    return nearest === undefined || nearest.toString() === directory.toString();
  });
  const files = await Promise.all(own.map(readTextFile));
  return files.filter((file) => file !== undefined);
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
