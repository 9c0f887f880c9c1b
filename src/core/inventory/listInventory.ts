import type { Group, Host, Inventory, InventoryError } from './inventory';
import { keySortError } from './keySortError';
import {
  groupVariables,
  hostVariables,
  type ListedVariable,
  ownVariables,
} from './listedVariables';
import type { Value } from './value';
import { type JsonForm, normalForm, valueJson } from './valueJson';
import type { VariableFiles } from './variableFiles';

/** What `ansible-inventory --list` prints, and what it complains of. */
export interface Listing {
  /** JSON with a line end; empty where Ansible prints nothing because of the error. */
  readonly text: string;
  /** A value that has no JSON. Only the listing fails: a playbook can use such a value. */
  readonly error: InventoryError | undefined;
  readonly warnings: readonly string[];
}

export interface ListOptions {
  /** `--export`: variables where they are set, not flattened into the hosts. */
  readonly export?: boolean;
  /**
   * `normal` (the default): keys sorted by their text, indented by two, ASCII (SPEC 11). `ansible`:
   * letter by letter what the command prints.
   */
  readonly form?: 'normal' | 'ansible';
}

/**
 * The JSON of `ansible-inventory --list` (2.14). Of a refused inventory it is what Ansible lists all
 * the same: what was read before.
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
  const lister: Lister = { inventory, files, isExport: options.export === true, listed: [] };
  const value = listValue(lister);
  const sortError = keySortError(value);
  const form = options.form === 'ansible' ? ansibleForm(sortError !== undefined) : normalForm;
  const json = valueJson(value, form);
  if ('unprintable' in json) return { text: '', error: outputError(lister), warnings: [] };
  const warnings =
    sortError === undefined
      ? []
      : [`Could not sort JSON output due to issues while sorting keys: ${sortError}`];
  return { text: `${json.text}\n`, error: undefined, warnings };
}

/** cli/inventory.py, dump: where some keys do not compare, no key at all is sorted. */
function ansibleForm(isUnsorted: boolean): JsonForm {
  return { indent: '    ', isAscii: false, order: isUnsorted ? 'none' : 'python' };
}

interface Lister {
  readonly inventory: Inventory;
  readonly files: VariableFiles;
  readonly isExport: boolean;
  /** All variables of the listing as they come, for the place of one that has no JSON. */
  readonly listed: ListedVariable[];
}

type Fields = Map<string, Value>;

const dict = (fields: ReadonlyMap<string, Value>): Value => ({
  kind: 'dict',
  entries: [...fields].map(([name, value]) => [string(name), value]),
});
const string = (value: string): Value => ({ kind: 'string', value });
const strings = (values: readonly string[]): Value => ({ kind: 'list', items: values.map(string) });

/** Every group below `all`, then the hosts' variables; each left out if empty. */
function listValue(lister: Lister): Value {
  const entries: Fields = new Map();
  for (const group of groupsBelowAll(lister.inventory)) {
    const fields: Fields = new Map();
    if (group.name !== 'all' && group.hosts.length > 0) fields.set('hosts', strings(group.hosts));
    if (group.children.length > 0) fields.set('children', strings(group.children));
    if (lister.isExport) addFields(lister, fields, 'vars', groupVariables(group, lister.files));
    if (fields.size > 0) entries.set(group.name, dict(fields));
  }
  const hosts: Fields = new Map();
  for (const host of listedHosts(lister.inventory))
    addFields(lister, hosts, host.name, variablesOf(lister, host));
  return dict(entries.set('_meta', dict(new Map([['hostvars', dict(hosts)]]))));
}

function addFields(
  { listed }: Lister,
  fields: Fields,
  name: string,
  variables: ReadonlyMap<string, ListedVariable>,
): void {
  if (variables.size === 0) return;
  listed.push(...variables.values());
  fields.set(name, dict(new Map([...variables].map(([key, { value }]) => [key, value]))));
}

function variablesOf(
  { inventory, files, isExport }: Lister,
  host: Host,
): ReadonlyMap<string, ListedVariable> {
  return isExport ? ownVariables(host, files) : hostVariables(inventory, host, files);
}

function outputError({ listed }: Lister): InventoryError {
  for (const { value, variable } of listed) {
    const json = valueJson(value, ansibleForm(true));
    if ('unprintable' in json)
      return {
        message: json.unprintable,
        ansibleLine: undefined,
        line: variable?.line ?? 0,
        span: variable?.valueSpan ?? { start: 0, end: 0 },
        stage: 'output',
      };
  }
  throw new Error('a listing without JSON, all of whose variables have JSON');
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

/**
 * Level by level below `all`. Within the second level and deeper, Ansible's order is that of a
 * Python set, another one each time (inventory/group.py, get_descendants). A host named `all`
 * captures the pattern `all`: then only it is listed (SPEC 9).
 */
function listedHosts(inventory: Inventory): readonly Host[] {
  const namesake = inventory.hosts.get('all');
  if (namesake !== undefined) return [namesake];
  const names = new Set<string>();
  const seen = new Set(['all']);
  for (const name of seen) {
    const group = inventory.groups.get(name);
    for (const host of group?.hosts ?? []) names.add(host);
    for (const child of group?.children ?? []) seen.add(child);
  }
  return [...names].flatMap((name) => inventory.hosts.get(name) ?? []);
}
