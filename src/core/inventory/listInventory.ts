import { effectiveVariables } from './effectiveVariables';
import type { Group, Host, Inventory, InventoryError, Variable } from './inventory';
import { keySortError } from './keySortError';
import type { Value } from './value';
import { arrayJson, jsonString, objectJson, valueJson } from './valueJson';
import type { VariableFile, VariableFiles } from './variableFiles';

/** What `ansible-inventory --list` prints, and what it complains of. */
export interface Listing {
  /** JSON in normal form; empty where Ansible prints nothing because of the error. */
  readonly text: string;
  /** A value that has no JSON. Only the listing fails: a playbook can use such a value. */
  readonly error: InventoryError | undefined;
  readonly warnings: readonly string[];
}

export interface ListOptions {
  /** `--export`: variables where they are set, not flattened into the hosts. */
  readonly export?: boolean;
}

/**
 * The JSON of `ansible-inventory --list` (2.14) in normal form: keys sorted, indented by two, ASCII
 * (SPEC 11). Of a refused inventory it is what Ansible lists all the same: what was read before.
 */
export function listInventory(
  inventory: Inventory,
  files: VariableFiles,
  options: ListOptions = {},
): string {
  return makeListing(inventory, files, options).text;
}

/** `listInventory` with the trouble of printing; warnings of reading are the inventory's own. */
export function makeListing(
  inventory: Inventory,
  files: VariableFiles,
  options: ListOptions = {},
): Listing {
  if (inventory.error?.stage === 'final') return { text: '', error: inventory.error, warnings: [] };
  const printer: Printer = {
    inventory,
    files,
    isExport: options.export === true,
    entries: new Map(),
  };
  const error = printGroups(printer) ?? printHosts(printer);
  if (error !== undefined) return { text: '', error, warnings: [] };
  const warning = firstSortError(printer);
  return {
    text: `${objectJson(printer.entries, '')}\n`,
    error: undefined,
    warnings: warning === undefined ? [] : [warning],
  };
}

interface Printer {
  readonly inventory: Inventory;
  readonly files: VariableFiles;
  readonly isExport: boolean;
  readonly entries: Map<string, string>;
}

/** A value and, if it stands in the inventory, its place. */
interface Printed {
  readonly value: Value;
  readonly variable: Variable | undefined;
}

/** Variables that ansible-inventory never shows (cli/inventory.py, INTERNAL_VARS). */
const hidden: ReadonlySet<string> = new Set(
  (
    'ansible_diff_mode ansible_config_file ansible_facts ansible_forks ansible_inventory_sources ' +
    'ansible_limit ansible_playbook_python ansible_run_tags ansible_skip_tags ansible_verbosity ' +
    'ansible_version inventory_dir inventory_file inventory_hostname inventory_hostname_short ' +
    'groups group_names omit playbook_dir'
  ).split(' '),
);

/** Every group below `all`, once; its hosts, children and variables, each left out if empty. */
function printGroups(printer: Printer): InventoryError | undefined {
  for (const group of groupsBelowAll(printer.inventory)) {
    const fields = new Map<string, string>();
    const names = (list: readonly string[]): string => arrayJson(list.map(jsonString), '    ');
    if (group.name !== 'all' && group.hosts.length > 0) fields.set('hosts', names(group.hosts));
    if (group.children.length > 0) fields.set('children', names(group.children));
    if (printer.isExport) {
      const variables = printVariables(groupVariables(printer, group), '    ');
      if (typeof variables !== 'string') return variables;
      if (variables !== '{}') fields.set('vars', variables);
    }
    if (fields.size > 0) printer.entries.set(group.name, objectJson(fields, '  '));
  }
  return undefined;
}

function printHosts(printer: Printer): InventoryError | undefined {
  const hosts = new Map<string, string>();
  for (const host of listedHosts(printer.inventory)) {
    const variables = printVariables(hostVariables(printer, host), '      ');
    if (typeof variables !== 'string') return variables;
    if (variables !== '{}') hosts.set(host.name, variables);
  }
  const meta = new Map([['hostvars', objectJson(hosts, '    ')]]);
  printer.entries.set('_meta', objectJson(meta, '  '));
  return undefined;
}

function printVariables(
  variables: ReadonlyMap<string, Printed>,
  indent: string,
): string | InventoryError {
  const texts = new Map<string, string>();
  for (const [name, { value, variable }] of variables) {
    if (hidden.has(name)) continue;
    const json = valueJson(value, `${indent}  `);
    if ('unprintable' in json) return outputError(json.unprintable, variable);
    texts.set(name, json.text);
  }
  return objectJson(texts, indent);
}

function outputError(message: string, variable: Variable | undefined): InventoryError {
  return {
    message,
    ansibleLine: undefined,
    line: variable?.line ?? 0,
    span: variable?.valueSpan ?? { start: 0, end: 0 },
    stage: 'output',
  };
}

function groupsBelowAll(inventory: Inventory): readonly Group[] {
  const found = new Map<string, Group>();
  const open = ['all'];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const group = inventory.groups.get(name);
    if (group === undefined || found.has(name)) continue;
    found.set(name, group);
    open.push(...group.children.toReversed());
  }
  return [...found.values()];
}

/** A host named `all` captures the pattern `all`: then only it is listed (SPEC 9). */
function listedHosts(inventory: Inventory): readonly Host[] {
  const namesake = inventory.hosts.get('all');
  if (namesake !== undefined) return [namesake];
  const names = new Set(groupsBelowAll(inventory).flatMap((group) => group.hosts));
  return [...names].flatMap((name) => inventory.hosts.get(name) ?? []);
}

function groupVariables(printer: Printer, group: Group): ReadonlyMap<string, Printed> {
  const variables = new Map<string, Printed>();
  addVariables(variables, group.variables.values());
  addFiles(variables, printer.files.groups.get(group.name));
  if (group.priority !== 1) {
    const value: Value = { kind: 'int', digits: String(group.priority) };
    variables.set('ansible_group_priority', { value, variable: undefined });
  }
  return variables;
}

function hostVariables(printer: Printer, host: Host): ReadonlyMap<string, Printed> {
  const variables = new Map<string, Printed>();
  if (!printer.isExport) {
    for (const found of effectiveVariables(printer.inventory, host.name, printer.files).values()) {
      const { name, value, origin } = found;
      variables.set(name, { value, variable: 'variable' in origin ? origin.variable : undefined });
    }
    return variables;
  }
  if (host.port !== undefined) {
    const value: Value = { kind: 'int', digits: String(host.port) };
    variables.set('ansible_port', { value, variable: undefined });
  }
  addVariables(variables, host.variables.values());
  addFiles(variables, printer.files.hosts.get(host.name));
  return variables;
}

function addVariables(variables: Map<string, Printed>, added: Iterable<Variable>): void {
  for (const variable of added) variables.set(variable.name, { value: variable.value, variable });
}

function addFiles(variables: Map<string, Printed>, files: readonly VariableFile[] = []): void {
  for (const file of files)
    for (const [name, value] of file.variables) variables.set(name, { value, variable: undefined });
}

/** Ansible sorts keys as it prints and gives up sorting at the first that cannot be compared. */
function firstSortError(printer: Printer): string | undefined {
  const printed = [
    ...listedHosts(printer.inventory).map((host) => hostVariables(printer, host)),
    ...(printer.isExport
      ? groupsBelowAll(printer.inventory).map((group) => groupVariables(printer, group))
      : []),
  ];
  for (const variables of printed)
    for (const [name, { value }] of variables) {
      const reason = hidden.has(name) ? undefined : keySortError(value);
      if (reason !== undefined)
        return `Could not sort JSON output due to issues while sorting keys: ${reason}`;
    }
  return undefined;
}
