import type { Inventory } from './inventory';
import type { VariableFile, VariableFiles } from './variableFiles';

/** A variable file, and the group or the host whose variables it sets. */
export interface OpenedFile {
  readonly file: VariableFile;
  readonly owner:
    | { readonly kind: 'group'; readonly name: string }
    | { readonly kind: 'host'; readonly name: string }
    /** `host_vars/` itself, of which nobody knows what is in it. */
    | { readonly kind: 'anyHost' };
}

/**
 * The variable files that Ansible opens for an inventory: those of its hosts and of the groups that
 * they are in, or of `groups`. It opens no other.
 */
export function openedFiles(
  inventory: Inventory,
  files: VariableFiles,
  groups: Iterable<string> = groupsOfHosts(inventory),
): readonly OpenedFile[] {
  const hosts = [...inventory.hosts.keys()];
  const { anyHost } = files;
  return [
    ...[...groups].flatMap((name) => owned('group', name, files.groups)),
    ...hosts.flatMap((name) => owned('host', name, files.hosts)),
    ...(anyHost === undefined || hosts.length === 0
      ? []
      : [{ file: anyHost, owner: { kind: 'anyHost' } as const }]),
  ];
}

function groupsOfHosts({ hosts }: Inventory): ReadonlySet<string> {
  if (hosts.size === 0) return new Set();
  // Hosts of the same groups share the list of them.
  const lists = new Set([...hosts.values()].map(({ groups }) => groups));
  return new Set(['all', ...[...lists].flat().map(({ name }) => name)]);
}

function owned(
  kind: 'group' | 'host',
  name: string,
  files: ReadonlyMap<string, readonly VariableFile[]>,
): readonly OpenedFile[] {
  return (files.get(name) ?? []).map((file) => ({ file, owner: { kind, name } }));
}
