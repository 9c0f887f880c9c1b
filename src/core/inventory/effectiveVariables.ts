import { hostVariable } from './hostVariables';
import type { Group, Host, Inventory, Variable } from './inventory';
import { unknownValue, type Value } from './value';
import { isUnread, type VariableFile, type VariableFiles } from './variableFiles';

/** Where a value in force was set. */
export type Origin =
  | { readonly kind: 'hostLine'; readonly variable: Variable; readonly host: string }
  | { readonly kind: 'groupSection'; readonly group: string; readonly variable: Variable }
  | { readonly kind: 'allSection'; readonly variable: Variable }
  | { readonly kind: 'groupFile'; readonly group: string; readonly path: string }
  | { readonly kind: 'hostFile'; readonly host: string; readonly path: string }
  /** `alias:22` on the host's first line. */
  | { readonly kind: 'hostPort' };

/** A variable as the plays see it for a host; `unknownValue` where a file that it may be in was not read. */
export interface EffectiveVariable {
  readonly name: string;
  readonly value: Value;
  readonly origin: Origin;
}

/** Reads variables in force of one state of an inventory and its variable files. */
export interface VariableLookup {
  /** A variable of a host. Costs a few comparisons for each of the host's groups. */
  readonly find: (hostName: string, name: string) => EffectiveVariable | undefined;
  /** A variable as the implicit `localhost` sees it: group_vars/all, else `[all:vars]`. */
  readonly findGlobal: (name: string) => EffectiveVariable | undefined;
  /** All variables of a host. */
  readonly all: (hostName: string) => ReadonlyMap<string, EffectiveVariable>;
}

export function createVariableLookup(inventory: Inventory, files: VariableFiles): VariableLookup {
  return {
    find: (hostName, name) => effectiveVariable(inventory, hostName, name, files),
    findGlobal: (name) =>
      fromGroupFiles(files, 'all', name) ?? fromSection(inventory.groups.get('all'), name),
    all: (hostName) => effectiveVariables(inventory, hostName, files),
  };
}

/**
 * The value of one variable for a host, from the strongest source down (SPEC 10): host_vars, host
 * line, group_vars of its groups, group_vars/all, `[group:vars]`, `[all:vars]`. Groups come in the
 * order of `Host.groups`, which is worked out once for each set of groups.
 */
export function effectiveVariable(
  inventory: Inventory,
  hostName: string,
  name: string,
  files: VariableFiles,
): EffectiveVariable | undefined {
  const host = inventory.hosts.get(hostName);
  if (host === undefined) return undefined;
  const ofHost = fromHostFiles(files, host.name, name) ?? fromHostLine(inventory, host, name);
  if (ofHost !== undefined) return ofHost;
  if (files.groups.size > 0) {
    for (let index = host.groups.length - 1; index >= 0; index--) {
      const found = fromGroupFiles(files, host.groups[index]?.name ?? '', name);
      if (found !== undefined) return found;
    }
    const found = fromGroupFiles(files, 'all', name);
    if (found !== undefined) return found;
  }
  for (let index = host.groups.length - 1; index >= 0; index--) {
    const found = fromSection(host.groups[index], name);
    if (found !== undefined) return found;
  }
  return fromSection(inventory.groups.get('all'), name);
}

/** All variables of a host by name; an unknown host has none. */
export function effectiveVariables(
  inventory: Inventory,
  hostName: string,
  files: VariableFiles,
): ReadonlyMap<string, EffectiveVariable> {
  const host = inventory.hosts.get(hostName);
  const names = new Set<string>();
  for (const each of host === undefined ? [] : variableNames(inventory, host, files))
    names.add(each);
  const variables = new Map<string, EffectiveVariable>();
  for (const name of names) {
    const found = effectiveVariable(inventory, hostName, name, files);
    if (found !== undefined) variables.set(name, found);
  }
  return variables;
}

function* variableNames(inventory: Inventory, host: Host, files: VariableFiles): Iterable<string> {
  const all = inventory.groups.get('all');
  for (const group of all === undefined ? host.groups : [all, ...host.groups]) {
    yield* group.variables.keys();
    for (const file of files.groups.get(group.name) ?? []) yield* file.variables.keys();
  }
  if (host.port !== undefined) yield 'ansible_port';
  yield* host.variables.keys();
  for (const file of files.hosts.get(host.name) ?? []) yield* file.variables.keys();
}

/** The last file that sets the name, or may. */
function findInFiles(
  list: readonly VariableFile[] | undefined,
  name: string,
): { readonly value: Value; readonly path: string } | undefined {
  const file = list?.findLast((each) => each.variables.has(name) || isUnread(each));
  return file && { value: file.variables.get(name) ?? unknownValue, path: file.path };
}

function fromHostFiles(
  { hosts, anyHost }: VariableFiles,
  host: string,
  name: string,
): EffectiveVariable | undefined {
  if (anyHost === undefined && hosts.size === 0) return undefined;
  const found = findInFiles(anyHost === undefined ? hosts.get(host) : [anyHost], name);
  if (found === undefined) return undefined;
  return { name, value: found.value, origin: { kind: 'hostFile', host, path: found.path } };
}

function fromHostLine(
  inventory: Inventory,
  host: Host,
  name: string,
): EffectiveVariable | undefined {
  const variable = hostVariable(host, inventory.hostWords, name);
  if (variable !== undefined)
    return {
      name,
      value: variable.value,
      origin: { kind: 'hostLine', variable, host: host.name },
    };
  if (host.port === undefined || name !== 'ansible_port') return undefined;
  const value: Value = { kind: 'int', digits: String(host.port) };
  return { name, value, origin: { kind: 'hostPort' } };
}

function fromGroupFiles(
  files: VariableFiles,
  group: string,
  name: string,
): EffectiveVariable | undefined {
  const found = findInFiles(files.groups.get(group), name);
  if (found === undefined) return undefined;
  return { name, value: found.value, origin: { kind: 'groupFile', group, path: found.path } };
}

function fromSection(group: Group | undefined, name: string): EffectiveVariable | undefined {
  const variable = group?.variables.get(name);
  if (group === undefined || variable === undefined) return undefined;
  const origin: Origin =
    group.name === 'all'
      ? { kind: 'allSection', variable }
      : { kind: 'groupSection', group: group.name, variable };
  return { name, value: variable.value, origin };
}
