import { compareCodePoints } from './characters';
import type { Value } from './value';

/** One file of `group_vars/` or `host_vars/`. */
export interface VariableFile {
  /** Relative to the inventory's directory, with `/`: `group_vars/all.yml`. */
  readonly path: string;
  readonly variables: ReadonlyMap<string, Value>;
  /** Why Ansible would refuse it, or why nobody could read it, in a few words; it has no variables. */
  readonly error?: string;
  /** Whether the reason is Vault: with its password Ansible reads the file all the same. */
  readonly isEncrypted?: true;
}

/** Whether a file may set any variable, as nobody knows what it says. */
export function isUnread({ error, isEncrypted }: VariableFile): boolean {
  return error !== undefined && isEncrypted !== true;
}

/** The variable files beside an inventory, by the group's or host's name, later ones winning. */
export interface VariableFiles {
  readonly groups: ReadonlyMap<string, readonly VariableFile[]>;
  readonly hosts: ReadonlyMap<string, readonly VariableFile[]>;
  /** `host_vars/` itself, where it could not be listed: any host may have a file in it. */
  readonly anyHost?: VariableFile;
}

export const noVariableFiles: VariableFiles = { groups: new Map(), hosts: new Map() };

/** Paths of the files that Ansible reads for each name, in its order. */
export interface VariableFilePaths {
  readonly groups: ReadonlyMap<string, readonly string[]>;
  readonly hosts: ReadonlyMap<string, readonly string[]>;
}

/**
 * Which of the files below `group_vars/` and `host_vars/` Ansible reads for which name (SPEC 10;
 * parsing/dataloader.py, find_vars_files). `paths` are all files there, relative to the inventory's
 * directory; other paths are left out.
 */
export function variableFileCandidates(paths: readonly string[]): VariableFilePaths {
  return { groups: filesBelow('group_vars/', paths), hosts: filesBelow('host_vars/', paths) };
}

/** Reads each of the selected files once; one that is not there is left out. */
export async function selectVariableFiles(
  paths: readonly string[],
  read: (path: string) => Promise<VariableFile | undefined>,
): Promise<VariableFiles> {
  const candidates = variableFileCandidates(paths);
  const chosen = new Set([...candidates.groups.values(), ...candidates.hosts.values()].flat());
  const files = new Map<string, VariableFile | undefined>();
  await Promise.all(
    [...chosen].map(async (path) => {
      files.set(path, await read(path));
    }),
  );
  const resolve = (
    byName: ReadonlyMap<string, readonly string[]>,
  ): ReadonlyMap<string, readonly VariableFile[]> =>
    new Map(
      [...byName].map(([name, list]) => [name, list.flatMap((path) => files.get(path) ?? [])]),
    );
  return { groups: resolve(candidates.groups), hosts: resolve(candidates.hosts) };
}

/** In Ansible's order: the first of these that exists, file or directory, is the only one read. */
const extensions = ['', '.yml', '.yaml', '.json'];

function filesBelow(
  directory: string,
  paths: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const inside = paths.filter((path) => path.startsWith(directory)).sort(comparePaths);
  const entries = new Map<string, string[]>();
  for (const path of inside) {
    const names = path.slice(directory.length).split('/');
    names.forEach((_, index) => {
      const isFile = index === names.length - 1;
      const files = entries.get(names.slice(0, index + 1).join('/')) ?? [];
      entries.set(names.slice(0, index + 1).join('/'), files);
      if (isFile || isReadInDirectory(names.slice(index + 1))) files.push(path);
    });
  }
  return byName(entries);
}

function byName(entries: ReadonlyMap<string, readonly string[]>): Map<string, readonly string[]> {
  const files = new Map<string, readonly string[]>();
  for (const extension of extensions)
    for (const [entry, list] of entries) {
      const name = entry.endsWith(extension) ? entry.slice(0, entry.length - extension.length) : '';
      if (name !== '' && !files.has(name)) files.set(name, list);
    }
  return files;
}

/** In a directory: no hidden or backup names, directories without and files with a known extension. */
function isReadInDirectory(names: readonly string[]): boolean {
  return names.every((name, index) => {
    const dot = name.lastIndexOf('.');
    const extension = dot > 0 ? name.slice(dot) : '';
    const isKnown = index < names.length - 1 ? extension === '' : extensions.includes(extension);
    return isKnown && !name.startsWith('.') && !name.endsWith('~');
  });
}

/** Directory by directory, as a sorted recursive listing. */
function comparePaths(left: string, right: string): number {
  const a = left.split('/');
  const b = right.split('/');
  const at = a.findIndex((name, index) => name !== b[index]);
  return at < 0 ? a.length - b.length : compareCodePoints(a[at] ?? '', b[at] ?? '');
}
