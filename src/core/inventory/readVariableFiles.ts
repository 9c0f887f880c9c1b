import type { Reading } from './reading';
import {
  noVariableFiles,
  selectVariableFiles,
  type VariableFile,
  type VariableFiles,
} from './variableFiles';

/** How what lies beside an inventory is reached; paths are relative to its directory. */
export interface FilesBeside {
  readonly list: (directory: string) => Promise<Reading<readonly Entry[]>>;
  readonly read: (path: string) => Promise<Reading<string>>;
}

export interface Entry {
  readonly name: string;
  readonly isDirectory: boolean;
}

/** A file, or a directory that could not be listed for a reason. */
interface Found {
  readonly path: string;
  readonly reason?: string;
}

/** Reads `group_vars/` and `host_vars/` beside an inventory, as Ansible would. */
export async function readVariableFiles(beside: FilesBeside): Promise<VariableFiles> {
  const lists = await Promise.all([
    listBelow(beside, 'group_vars', 1),
    listBelow(beside, 'host_vars', 1),
  ]);
  const found = lists.flat();
  if (found.length === 0) return noVariableFiles;
  // The YAML library is loaded only where there is a file for it.
  const { parseVariableFile } = await import('./parseVariableFile');
  const reasons = new Map(found.map(({ path, reason }) => [path, reason]));
  const files = await selectVariableFiles([...reasons.keys()], async (path) => {
    const reason = reasons.get(path);
    if (reason !== undefined) return unread(path, reason);
    const reading = await beside.read(path);
    switch (reading.kind) {
      case 'there':
        return parseVariableFile(path, reading.value);
      case 'absent':
        return undefined; // it vanished since it was listed
      case 'unreadable':
        return unread(path, reading.reason);
    }
  });
  // What is in a directory that was not listed may be of any group, or of any host.
  const ofGroups = reasons.get('group_vars');
  const ofHosts = reasons.get('host_vars');
  return {
    ...files,
    ...(ofGroups !== undefined && { groups: new Map([['all', [unread('group_vars', ofGroups)]]]) }),
    ...(ofHosts !== undefined && { anyHost: unread('host_vars', ofHosts) }),
  };
}

/** Files of a directory, and those `depth` levels down; Ansible looks no deeper. */
async function listBelow(
  beside: FilesBeside,
  directory: string,
  depth: number,
): Promise<readonly Found[]> {
  const listing = await beside.list(directory);
  if (listing.kind === 'absent') return [];
  if (listing.kind === 'unreadable') return [{ path: directory, reason: listing.reason }];
  const lists = await Promise.all(
    listing.value.map(async ({ name, isDirectory }) => {
      const path = `${directory}/${name}`;
      if (!isDirectory) return [{ path }];
      return depth > 0 ? listBelow(beside, path, depth - 1) : [];
    }),
  );
  return lists.flat();
}

const unread = (path: string, error: string): VariableFile => ({
  path,
  variables: new Map(),
  error,
});
