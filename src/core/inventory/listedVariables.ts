import type { Group, Host, Inventory, Variable } from './inventory';
import type { Value } from './value';
import type { VariableFile, VariableFiles } from './variableFiles';

/** A value of the listing and, if it stands in the inventory, its place. */
export interface ListedVariable {
  readonly value: Value;
  readonly variable: Variable | undefined;
}

type Listed = Map<string, ListedVariable>;

/**
 * The variables in force of a host, in the order in which Ansible comes to set them (SPEC 10;
 * vars/manager.py, VARIABLE_PRECEDENCE): a later one takes the place of an earlier one.
 */
export function hostVariables(
  inventory: Inventory,
  host: Host,
  files: VariableFiles,
): ReadonlyMap<string, ListedVariable> {
  const listed: Listed = new Map();
  const all = inventory.groups.get('all');
  if (all !== undefined) addVariables(listed, all.variables.values());
  for (const group of host.groups) addVariables(listed, group.variables.values());
  addFiles(listed, files.groups.get('all'));
  for (const group of host.groups) addFiles(listed, files.groups.get(group.name));
  addHost(listed, host, files);
  return withoutHidden(listed);
}

/** `--export`: only what is set for the host itself. */
export function ownVariables(
  host: Host,
  files: VariableFiles,
): ReadonlyMap<string, ListedVariable> {
  const listed: Listed = new Map();
  addHost(listed, host, files);
  return withoutHidden(listed);
}

/** `--export`: what is set for a group itself. */
export function groupVariables(
  group: Group,
  files: VariableFiles,
): ReadonlyMap<string, ListedVariable> {
  const listed: Listed = new Map();
  addVariables(listed, group.variables.values());
  addFiles(listed, files.groups.get(group.name));
  if (group.priority !== 1n) addInt(listed, 'ansible_group_priority', group.priority);
  return withoutHidden(listed);
}

function addHost(listed: Listed, host: Host, files: VariableFiles): void {
  if (host.port !== undefined) addInt(listed, 'ansible_port', host.port);
  addVariables(listed, host.variables.values());
  addFiles(listed, files.hosts.get(host.name));
}

function addInt(listed: Listed, name: string, value: bigint): void {
  listed.set(name, { value: { kind: 'int', digits: String(value) }, variable: undefined });
}

function addVariables(listed: Listed, added: Iterable<Variable>): void {
  for (const variable of added) listed.set(variable.name, { value: variable.value, variable });
}

function addFiles(listed: Listed, files: readonly VariableFile[] = []): void {
  for (const file of files)
    for (const [name, value] of file.variables) listed.set(name, { value, variable: undefined });
}

/** Variables that ansible-inventory never shows (cli/inventory.py, INTERNAL_VARS). */
const hidden: readonly string[] = (
  'ansible_diff_mode ansible_config_file ansible_facts ansible_forks ansible_inventory_sources ' +
  'ansible_limit ansible_playbook_python ansible_run_tags ansible_skip_tags ansible_verbosity ' +
  'ansible_version inventory_dir inventory_file inventory_hostname inventory_hostname_short ' +
  'groups group_names omit playbook_dir'
).split(' ');

function withoutHidden(listed: Listed): ReadonlyMap<string, ListedVariable> {
  for (const name of hidden) listed.delete(name);
  return listed;
}
