import type { EffectiveVariable, VariableLookup } from '../../inventory/effectiveVariables';
import { lineVariables } from '../../inventory/hostVariables';
import type { Group, Inventory } from '../../inventory/inventory';
import { renderValue } from '../../inventory/renderValue';
import type { VariableFiles } from '../../inventory/variableFiles';
import { type ColumnValues, createSlots, GrowingValues } from './columnValues';
import type { LineShape, LineShapes } from './lineShapes';
import type { Setting, SetValue } from './setting';

/**
 * One variable of many hosts, in their order. Values, their numbers and places lie apart: ten
 * thousand workers with ten variables each would be as many objects.
 */
export interface Column {
  /** Each value once, but one that stands elsewhere than on host lines once for each place. */
  readonly values: ColumnValues;
  /** For each host the number of its value; -1 where nothing sets it. */
  readonly numbers: Int32Array;
  /** For each host an index into the offsets of the host lines' words; -1 where it is set elsewhere. */
  readonly words: Int32Array;
  readonly valueOf: (index: number) => SetValue | undefined;
  readonly at: (index: number) => Setting | undefined;
}

export interface ColumnSource {
  readonly inventory: Inventory;
  readonly files: VariableFiles;
  readonly lookup: VariableLookup;
  readonly shapes: LineShapes;
}

export interface ColumnHosts {
  readonly names: readonly string[];
  /** Of each its only line, if nothing but that and its groups can set a variable of it; else -1. */
  readonly lines: Int32Array;
  /** All names on their lines, if nothing but those lines and the same groups set their variables. */
  readonly onLines: ReadonlySet<string> | undefined;
  /** -1 for each host, for columns of which all are the same. */
  readonly none: Int32Array;
  /** What columns are read with, one after the other. */
  readonly slots: Int32Array;
}

export function columnHosts(
  { inventory, files, shapes }: ColumnSource,
  names: readonly string[],
): ColumnHosts {
  const none = new Int32Array(names.length).fill(-1);
  const lines = none.slice();
  const known = new Set<LineShape>();
  let isUniform = names.length > 0;
  const [first] = names;
  const groups = inventory.hosts.get(first ?? '')?.groups;
  // Not by `entries()`: a pair for each host would be most of what is allocated here.
  for (let index = 0; index < names.length; index++) {
    const name = names[index] ?? '';
    const host = inventory.hosts.get(name);
    const only = host?.only;
    const hasFile = files.hosts.has(name) || files.anyHost !== undefined;
    const line = only?.setsGroup === false && !hasFile ? only.line : -1;
    const shape = shapes.ofLine[line];
    if (shape !== undefined) {
      lines[index] = line;
      known.add(shape);
    }
    isUniform &&= shape !== undefined && host?.groups === groups && host?.port === undefined;
  }
  const onLines = new Set([...known].flatMap((shape) => shape.names));
  return {
    names,
    lines,
    onLines: isUniform ? onLines : undefined,
    none,
    slots: createSlots(names.length),
  };
}

/**
 * The values in force of one variable, host after host: what `VariableLookup.find` says, faster by
 * an order. Hosts of the same groups share what does not stand on their lines.
 */
export function readColumn(source: ColumnSource, hosts: ColumnHosts, name: string): Column {
  const { names, onLines, none, slots } = hosts;
  const [first] = names;
  const isSame = first !== undefined && onLines?.has(name) === false;
  const { hostWords } = source.inventory;
  const values = isSame
    ? new GrowingValues(hostWords, 1, createSlots(1))
    : new GrowingValues(hostWords, names.length, slots);
  const elsewhere = new Map<number, Setting>();
  const add = (hostName: string): number => {
    const setting = toSetting(source.lookup.find(hostName, name));
    if (setting === undefined) return -1;
    const number = values.add(setting);
    elsewhere.set(number, setting);
    return number;
  };
  let numbers = none;
  let words = none;
  if (isSame) {
    if (add(first) === 0) numbers = new Int32Array(names.length);
  } else ({ numbers, words } = readNumbers(source, hosts, name, values, add));
  const valueOf = (index: number): SetValue | undefined => {
    const number = numbers[index] ?? -1;
    return number < 0 ? undefined : values.value(number);
  };
  return {
    values,
    numbers,
    words,
    valueOf,
    at: (index) => {
      const value = valueOf(index);
      const word = words[index] ?? -1;
      if (value === undefined) return undefined;
      return word < 0
        ? elsewhere.get(numbers[index] ?? -1)
        : { ...value, name, word, origin: undefined };
    },
  };
}

/** @param add numbers what is set for a host elsewhere than on its only line; -1 for nothing */
function readNumbers(
  source: ColumnSource,
  { names, lines, none }: ColumnHosts,
  name: string,
  values: GrowingValues,
  add: (hostName: string) => number,
): Pick<Column, 'numbers' | 'words'> {
  const { inventory, shapes } = source;
  const { firstOfLine, offsets } = inventory.hostWords;
  const [numbers, words] = [none.slice(), none.slice()];
  const numberOfShared = createSharedReader(inventory, add);
  let shape: LineShape | undefined;
  let word: number | undefined;
  for (let index = 0; index < names.length; index++) {
    const hostName = names[index] ?? '';
    const line = lines[index] ?? -1;
    if (line < 0 || (name === 'ansible_port' && hasPort(inventory, hostName))) {
      numbers[index] = add(hostName);
      continue;
    }
    const own = shapes.ofLine[line];
    if (own !== shape) {
      shape = own;
      word = own?.lastWord.get(name);
    }
    if (word === undefined) {
      numbers[index] = numberOfShared(hostName);
      continue;
    }
    const at = (firstOfLine[line] ?? 0) + 3 * word;
    const isQuoted = (offsets[at + 1] ?? 0) - (offsets[at] ?? 0) !== name.length;
    words[index] = at;
    numbers[index] = isQuoted
      ? values.numberOfText(quotedText(inventory, name, line))
      : values.numberOfWord(at);
  }
  return { numbers, words };
}

const hasPort = ({ hosts }: Inventory, name: string): boolean =>
  hosts.get(name)?.port !== undefined;

/** What does not stand on a host's line is the same for all hosts of its groups. */
function createSharedReader(
  { hosts }: Inventory,
  add: (hostName: string) => number,
): (hostName: string) => number {
  const known = new Map<readonly Group[] | undefined, number>();
  return (hostName) => {
    const groups = hosts.get(hostName)?.groups;
    const number = known.get(groups) ?? add(hostName);
    known.set(groups, number);
    return number;
  };
}

export function toSetting(found: EffectiveVariable | undefined): Setting | undefined {
  if (found === undefined) return undefined;
  const { name, value, origin } = found;
  const text = renderValue(value);
  return { name, value, text, isTemplate: text.includes('{{'), word: -1, origin };
}

/** Of a word whose quotes begin before its `=`, as in `"a=b c"`. */
function quotedText({ hostWords }: Inventory, name: string, line: number): string {
  return lineVariables(hostWords, line).findLast((variable) => variable.name === name)?.text ?? '';
}
