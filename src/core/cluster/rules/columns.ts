import type { EffectiveVariable, VariableLookup } from '../../inventory/effectiveVariables';
import { unquote } from '../../inventory/hostLine';
import { lineVariables } from '../../inventory/hostVariables';
import type { Group, Host, Inventory } from '../../inventory/inventory';
import { typeValue } from '../../inventory/parseValue';
import { renderValue } from '../../inventory/renderValue';
import type { VariableFiles } from '../../inventory/variableFiles';
import type { LineShape, LineShapes } from './lineShapes';
import type { Setting, SetValue } from './setting';

/**
 * One variable of many hosts, in their order. Values and places lie apart: ten thousand workers
 * with ten variables each would be as many objects.
 */
export interface Column {
  /** undefined where nothing sets it. Equal values below each other are one object. */
  readonly values: readonly (SetValue | undefined)[];
  /** Indexes into the offsets of the host lines' words; -1 where it is set elsewhere. */
  readonly words: Int32Array;
  readonly at: (index: number) => Setting | undefined;
}

export interface ColumnSource {
  readonly inventory: Inventory;
  readonly files: VariableFiles;
  readonly lookup: VariableLookup;
  readonly shapes: LineShapes;
}

/** A host, and its only line if nothing but that line and its groups can set a variable of it. */
interface ColumnHost {
  readonly name: string;
  readonly host: Host | undefined;
  readonly line: number;
  readonly shape: LineShape | undefined;
}

export interface ColumnHosts {
  readonly hosts: readonly ColumnHost[];
  /** All names on their lines, if nothing but those lines and the same groups set their variables. */
  readonly onLines: ReadonlySet<string> | undefined;
}

export function columnHosts(
  { inventory, files, shapes }: ColumnSource,
  names: readonly string[],
): ColumnHosts {
  const known = new Set<LineShape>();
  let isUniform = names.length > 0;
  const [first] = names;
  const groups = inventory.hosts.get(first ?? '')?.groups;
  const hosts = names.map((name): ColumnHost => {
    const host = inventory.hosts.get(name);
    const mention = host?.mentions.length === 1 ? host.mentions[0] : undefined;
    const isSimple = mention?.setsGroup === false && !files.hosts.has(name);
    const line = isSimple ? mention.line : -1;
    const shape = shapes.ofLine[line];
    if (shape !== undefined) known.add(shape);
    isUniform &&= shape !== undefined && host?.groups === groups && host?.port === undefined;
    return { name, host, line, shape };
  });
  const onLines = new Set([...known].flatMap((shape) => shape.names));
  return { hosts, onLines: isUniform ? onLines : undefined };
}

/**
 * The values in force of one variable, host after host: what `VariableLookup.find` says, faster by
 * an order. Hosts of the same groups share what does not stand on their lines, hosts of one line
 * what does; so a rule may compare settings by identity.
 */
export function readColumn(
  source: ColumnSource,
  { hosts, onLines }: ColumnHosts,
  name: string,
): Column {
  const words = new Int32Array(hosts.length).fill(-1);
  const elsewhere = new Map<SetValue, Setting>();
  const keep = (setting: Setting | undefined): Setting | undefined => {
    if (setting !== undefined) elsewhere.set(setting, setting);
    return setting;
  };
  const values = readValues(source, { hosts, onLines }, name, words, keep);
  return {
    values,
    words,
    at: (index) => {
      const value = values[index];
      const word = words[index] ?? -1;
      if (value === undefined) return undefined;
      return word < 0 ? elsewhere.get(value) : { ...value, name, word, origin: undefined };
    },
  };
}

function readValues(
  source: ColumnSource,
  { hosts, onLines }: ColumnHosts,
  name: string,
  words: Int32Array,
  keep: (setting: Setting | undefined) => Setting | undefined,
): readonly (SetValue | undefined)[] {
  const readShared = createSharedReader(source, name, keep);
  const [first] = hosts;
  if (first !== undefined && onLines?.has(name) === false)
    return new Array<SetValue | undefined>(hosts.length).fill(readShared(first));
  const readWord = createWordReader(source.inventory, name);
  const { firstOfLine } = source.inventory.hostWords;
  let shape: LineShape | undefined;
  let word: number | undefined;
  return hosts.map((host, index) => {
    const isSimple =
      host.shape !== undefined && (name !== 'ansible_port' || host.host?.port === undefined);
    if (!isSimple) return keep(toSetting(source.lookup.find(host.name, name)));
    if (host.shape !== shape) {
      shape = host.shape;
      word = host.shape.lastWord.get(name);
    }
    if (word === undefined) return readShared(host);
    const at = (firstOfLine[host.line] ?? 0) + 3 * word;
    words[index] = at;
    return readWord(at, host.line);
  });
}

/** What does not stand on a host's line is the same for all hosts of its groups. */
function createSharedReader(
  { lookup }: ColumnSource,
  name: string,
  keep: (setting: Setting | undefined) => Setting | undefined,
): (host: ColumnHost) => Setting | undefined {
  const known = new Map<readonly Group[] | undefined, Setting | undefined>();
  let groups: readonly Group[] | undefined;
  let last: Setting | undefined;
  return ({ host, name: hostName }) => {
    if (groups !== undefined && host?.groups === groups) return last;
    groups = host?.groups;
    if (!known.has(groups)) known.set(groups, keep(toSetting(lookup.find(hostName, name))));
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
const nothing: SetValue = { value: { kind: 'none' }, text: '', isTemplate: false };

function createWordReader(
  { hostWords }: Inventory,
  name: string,
): (at: number, line: number) => SetValue {
  const { text, offsets } = hostWords;
  const hasTemplates = text.includes('{{');
  // In a column the same value often stands below itself.
  let written = notWritten;
  let last: SetValue = nothing;
  return (at, line) => {
    const equals = offsets[at + 1] ?? 0;
    const end = offsets[at + 2] ?? 0;
    const isQuoted = equals - (offsets[at] ?? 0) !== name.length;
    if (!isQuoted && isAt(text, equals + 1, end, written)) return last;
    written = isQuoted ? notWritten : text.slice(equals + 1, end);
    const value = isQuoted ? quotedValue(hostWords, name, line) : typeValue(unquote(written));
    const rendered = renderValue(value);
    last = { value, text: rendered, isTemplate: hasTemplates && rendered.includes('{{') };
    return last;
  };
}

function isAt(text: string, start: number, end: number, written: string): boolean {
  if (end - start !== written.length) return false;
  // Values of a column differ at their ends, if at all.
  for (let unit = written.length - 1; unit >= 0; unit--)
    if (text.charCodeAt(start + unit) !== written.charCodeAt(unit)) return false;
  return true;
}

/** Of a word whose quotes begin before its `=`, as in `"a=b c"`. */
function quotedValue(words: Inventory['hostWords'], name: string, line: number) {
  const found = lineVariables(words, line).findLast((variable) => variable.name === name);
  return found?.value ?? ({ kind: 'none' } as const);
}
