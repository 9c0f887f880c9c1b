import type { EffectiveVariable, VariableLookup } from '../../inventory/effectiveVariables';
import { unquote } from '../../inventory/hostLine';
import { lineVariables } from '../../inventory/hostVariables';
import type { Group, Host, Inventory } from '../../inventory/inventory';
import { typeValue } from '../../inventory/parseValue';
import { renderValue } from '../../inventory/renderValue';
import type { Value } from '../../inventory/value';
import type { VariableFiles } from '../../inventory/variableFiles';
import type { LineShape, LineShapes } from './lineShapes';
import type { Setting } from './setting';

/** One variable of many hosts, in the order of the hosts; undefined where nothing sets it. */
export type Column = readonly (Setting | undefined)[];

export interface ColumnSource {
  readonly inventory: Inventory;
  readonly files: VariableFiles;
  readonly lookup: VariableLookup;
  readonly shapes: LineShapes;
}

/** A host, and its only line if nothing but that line and its groups can set a variable of it. */
export interface ColumnHost {
  readonly name: string;
  readonly host: Host | undefined;
  readonly line: number;
  readonly shape: LineShape | undefined;
}

export function columnHosts(
  { inventory, files, shapes }: ColumnSource,
  names: readonly string[],
): readonly ColumnHost[] {
  return names.map((name) => {
    const host = inventory.hosts.get(name);
    const mention = host?.mentions.length === 1 ? host.mentions[0] : undefined;
    const isSimple = mention?.setsGroup === false && !files.hosts.has(name);
    const line = isSimple ? mention.line : -1;
    return { name, host, line, shape: shapes[line] };
  });
}

/**
 * The values in force of one variable, host after host: what `VariableLookup.find` says, faster by
 * an order. Hosts of the same groups share what does not stand on their lines, hosts of one line
 * what does; so a rule may compare settings by identity.
 */
export function readColumn(
  source: ColumnSource,
  hosts: readonly ColumnHost[],
  name: string,
): Column {
  const reader = createWordReader(source.inventory, name);
  const readShared = createSharedReader(source, name);
  const { firstOfLine } = source.inventory.hostWords;
  const column: (Setting | undefined)[] = [];
  let line = -1;
  let shape: LineShape | undefined;
  let word: number | undefined;
  let last: Setting | undefined;
  for (const host of hosts) {
    const isSimple =
      host.shape !== undefined && (name !== 'ansible_port' || host.host?.port === undefined);
    if (!isSimple) {
      column.push(toSetting(source.lookup.find(host.name, name)));
      continue;
    }
    if (host.shape !== shape) {
      shape = host.shape;
      word = shape.lastWord.get(name);
    }
    if (word === undefined) last = readShared(host);
    else if (host.line !== line) {
      line = host.line;
      last = reader((firstOfLine[line] ?? 0) + 3 * word, line);
    }
    column.push(last);
  }
  return column;
}

/** What does not stand on a host's line is the same for all hosts of its groups. */
function createSharedReader(
  { lookup }: ColumnSource,
  name: string,
): (host: ColumnHost) => Setting | undefined {
  const known = new Map<readonly Group[] | undefined, Setting | undefined>();
  let groups: readonly Group[] | undefined;
  let last: Setting | undefined;
  return ({ host, name: hostName }) => {
    if (groups !== undefined && host?.groups === groups) return last;
    groups = host?.groups;
    if (!known.has(groups)) known.set(groups, toSetting(lookup.find(hostName, name)));
    last = known.get(groups);
    return last;
  };
}

export function toSetting(found: EffectiveVariable | undefined): Setting | undefined {
  if (found === undefined) return undefined;
  const { name, value, origin } = found;
  const text = renderValue(value);
  return { name, value, text, isTemplate: text.includes('{{'), word: -1, origin };
}

/** No value as it is written holds a line end. */
const notWritten = '\n';

function createWordReader(
  { hostWords }: Inventory,
  name: string,
): (at: number, line: number) => Setting {
  const { text, offsets } = hostWords;
  const hasTemplates = text.includes('{{');
  // In a column the same value often stands below itself.
  let written = notWritten;
  let value: Value = { kind: 'string', value: '' };
  let rendered = '';
  return (at, line) => {
    const start = offsets[at] ?? 0;
    const equals = offsets[at + 1] ?? 0;
    const end = offsets[at + 2] ?? 0;
    if (equals - start !== name.length) {
      value = quotedValue(hostWords, name, line);
      written = notWritten;
      rendered = renderValue(value);
    } else if (end - equals - 1 !== written.length || !text.startsWith(written, equals + 1)) {
      written = text.slice(equals + 1, end);
      value = typeValue(unquote(written));
      rendered = renderValue(value);
    }
    const isTemplate = hasTemplates && rendered.includes('{{');
    return { name, value, text: rendered, isTemplate, word: at, origin: undefined };
  };
}

/** Of a word whose quotes begin before its `=`, as in `"a=b c"`. */
function quotedValue(words: Inventory['hostWords'], name: string, line: number) {
  const found = lineVariables(words, line).findLast((variable) => variable.name === name);
  return found?.value ?? ({ kind: 'none' } as const);
}
