import { addChild, createGroup, type GroupGraph, type GroupNode } from './groupGraph';
import { createWordList, type WordList } from './hostLine';
import { HostOfLines } from './hostVariables';
import type { HostWords, InventoryError, Mention, Variable } from './inventory';
import { parseInteger } from './python/pythonInt';
import { isOddGroupName } from './sectionHeader';
import { unitsOf } from './units';
import type { Value } from './value';

/** The inventory while it is read: Ansible's state, and the first error. */
export interface Builder extends GroupGraph {
  readonly hosts: Map<string, HostOfLines>;
  /** Whether any of them is named more than once. */
  hasRepeatedHosts: boolean;
  readonly pending: Map<string, Pending>;
  readonly words: GrowingWords;
  readonly warnings: string[];
  localhost: string | undefined;
  /** Hosts made by ranges so far. */
  expanded: number;
  error: InventoryError | undefined;
}

interface GrowingWords extends HostWords, WordList {
  offsets: Int32Array;
  readonly firstOfLine: number[];
  hasQuotedNames: boolean;
}

/** A group that was mentioned but not yet declared (SPEC 7); the lines are those of the mention. */
type Pending =
  | { readonly kind: 'vars'; readonly place: Place }
  | { readonly kind: 'child'; readonly place: Place; readonly parents: string[] };

/** A stretch of one line. */
export interface Place {
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

export function createBuilder(text: string): Builder {
  const builder: Builder = {
    groups: new Map(),
    parents: new Map(),
    hosts: new Map(),
    hasRepeatedHosts: false,
    pending: new Map(),
    words: {
      text,
      units: unitsOf(text),
      ...createWordList(text.length),
      firstOfLine: [],
      hasQuotedNames: false,
    },
    warnings: [],
    localhost: undefined,
    expanded: 0,
    error: undefined,
  };
  createGroup(builder, 'all');
  createGroup(builder, 'ungrouped');
  addChild(builder, 'all', 'ungrouped');
  return builder;
}

/** Records the error that ends Ansible's reading; `isNumbered` where Ansible names the line. */
export function refuse(
  builder: Builder,
  message: string,
  place: Place,
  isNumbered: boolean,
  stage: InventoryError['stage'] = 'parse',
): void {
  builder.error ??= {
    message,
    ansibleLine: isNumbered ? place.line + 1 : undefined,
    line: place.line,
    span: { start: place.start, end: place.end },
    stage,
  };
}

const oddName =
  'Invalid characters were found in group names but not replaced, use -vvvv to see details';

/** Ansible warns at each header of such a group, and once more when it makes the group. */
export function warnOddGroupName(builder: Builder, name: string): void {
  if (isOddGroupName(name)) builder.warnings.push(oddName);
}

const localNames: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '::1']);

/** Adds a host to a group; the port counts only when the host is new (SPEC 5.3). */
export function addHost(
  builder: Builder,
  name: string,
  group: GroupNode,
  port: bigint | undefined,
  mention: Mention,
): void {
  let host = builder.hosts.get(name);
  if (host === undefined) {
    host = new HostOfLines(
      name,
      port === 0n ? undefined : port,
      builder.words,
      group.only,
      mention,
    );
    builder.hosts.set(name, host);
    group.hosts.push(name);
    if (localNames.has(name)) warnLocalhost(builder, name);
    return;
  }
  if (!host.memberOf.includes(group.name)) {
    host.memberOf = [...host.memberOf, group.name];
    group.hosts.push(name);
  }
  builder.hasRepeatedHosts = true;
  host.mention(mention);
}

function warnLocalhost(builder: Builder, name: string): void {
  if (builder.localhost === undefined) builder.localhost = name;
  else
    builder.warnings.push(
      `A duplicate localhost-like entry was found (${name}). First found localhost was ${builder.localhost}`,
    );
}

/** Sets a group's variable; `ansible_group_priority` is its priority instead. */
export function setGroupVariable(group: GroupNode, variable: Variable): string | undefined {
  if (variable.name !== 'ansible_group_priority') {
    group.variables.set(variable.name, variable);
    return undefined;
  }
  const priority = integerOf(variable.value);
  if (typeof priority === 'string') return priority;
  group.priority = priority;
  return undefined;
}

const pythonTypes: Partial<Record<Value['kind'], string>> = { none: 'NoneType' };

/** Python's `int(value)`, or its words. */
function integerOf(value: Value): bigint | string {
  if (value.kind === 'int') return BigInt(value.digits);
  if (value.kind === 'bool') return value.value ? 1n : 0n;
  if (value.kind === 'float')
    return Number.isFinite(value.value)
      ? BigInt(Math.trunc(value.value))
      : 'cannot convert float infinity to integer';
  if (value.kind === 'string') {
    const parsed = parseInteger(value.value);
    return 'message' in parsed ? parsed.message : parsed.value;
  }
  const type = pythonTypes[value.kind] ?? value.kind;
  return `int() argument must be a string, a bytes-like object or a real number, not '${type}'`;
}
