import * as vscode from 'vscode';
import { readDirectory } from '../readings';
import { isYaml, taskDirectories } from './taskFilePlaces';

/** A directory that could not be looked into. */
export interface UnreadDirectory {
  readonly directory: vscode.Uri;
  /** In a few words. */
  readonly reason: string;
}

/** The YAML files that were found, and where some may not have been. */
export interface LookedFor {
  readonly uris: readonly vscode.Uri[];
  readonly unread: readonly UnreadDirectory[];
}

/** The YAML files that lie where task files usually do, below a directory that can't be searched. */
export async function lookForTaskFiles(deployment: vscode.Uri): Promise<LookedFor> {
  const top = await look(deployment);
  // The editor writes an error into its log when what is not there is to be listed.
  const below = taskDirectories.filter((name) => top.directories.includes(name));
  const others = await Promise.all(
    below.map((name) => look(vscode.Uri.joinPath(deployment, name))),
  );
  const all = [top, ...others];
  return {
    uris: all.flatMap(({ uris }) => uris),
    unread: all.flatMap(({ unread }) => unread),
  };
}

async function look(
  directory: vscode.Uri,
): Promise<LookedFor & { readonly directories: readonly string[] }> {
  const listing = await readDirectory(directory);
  switch (listing.kind) {
    case 'absent':
      return { uris: [], unread: [], directories: [] };
    case 'unreadable':
      return { uris: [], unread: [{ directory, reason: listing.reason }], directories: [] };
    case 'there': {
      const of = (kind: vscode.FileType): readonly string[] =>
        listing.value.filter(([, type]) => (type & kind) !== 0).map(([name]) => name);
      const files = of(vscode.FileType.File).filter(isYaml);
      return {
        uris: files.map((name) => vscode.Uri.joinPath(directory, name)),
        unread: [],
        directories: of(vscode.FileType.Directory),
      };
    }
  }
}
