import type { EffectiveVariable, VariableLookup } from '../../inventory/effectiveVariables';
import { lineVariables } from '../../inventory/hostVariables';
import type { Group, Host, Inventory } from '../../inventory/inventory';
import { typeValue } from '../../inventory/parseValue';
import { renderValue } from '../../inventory/renderValue';
import type { VariableFiles } from '../../inventory/variableFiles';
import { distinctWords } from './distinctWords';
import type { LineShape, LineShapes } from './lineShapes';
import type { Setting, SetValue } from './setting';

/**
 * One variable of many hosts, in their order. Values, their numbers and places lie apart: ten
 * thousand workers with ten variables each would be as many objects.
 */
export interface Column {
  /** Each value once, but one that stands elsewhere than on host lines once for each place. */
  readonly values: readonly SetValue[];
  /** Whether it is known that no two of them are the same text. */
  readonly isDistinct: boolean;
  /** For each host the index of its value; -1 where nothing sets it. */
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
  /** Whether any value of the inventory may be a template. */
  readonly hasTemplates: boolean;
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
    const hasFile = files.hosts.has(name) || files.anyHost !== undefined;
    const isSimple = mention?.setsGroup === false && !hasFile;
    const line = isSimple ? mention.line : -1;
    const shape = shapes.ofLine[line];
    if (shape !== undefined) known.add(shape);
    isUniform &&= shape !== undefined && host?.groups === groups && host?.port === undefined;
    return { name, host, line, shape };
  });
  const onLines = new Set([...known].flatMap((shape) => shape.names));
  const hasTemplates = inventory.text.includes('{{');
  return { hosts, onLines: isUniform ? onLines : undefined, hasTemplates };
}

/**
 * The values in force of one variable, host after host: what `VariableLookup.find` says, faster by
 * an order. Hosts of the same groups share what does not stand on their lines.
 */
export function readColumn(source: ColumnSource, from: ColumnHosts, name: string): Column {
  const { hosts, onLines, hasTemplates } = from;
  const values: SetValue[] = [];
  const numbers = new Int32Array(hosts.length).fill(-1);
  const words = new Int32Array(hosts.length).fill(-1);
  const elsewhere = new Map<number, Setting>();
  const addSetting = (found: EffectiveVariable | undefined): number => {
    const setting = toSetting(found);
    if (setting === undefined) return -1;
    elsewhere.set(values.length, setting);
    return values.push(setting) - 1;
  };
  const column = { values, numbers, words, hasTemplates, addSetting };
  const [first] = hosts;
  let areVerbatim = true;
  if (first !== undefined && onLines?.has(name) === false)
    numbers.fill(addSetting(source.lookup.find(first.name, name)));
  else areVerbatim = readNumbers(source, hosts, name, column);
  const isDistinct = areVerbatim && (elsewhere.size === 0 || values.length === 1);
  const valueOf = (index: number): SetValue | undefined => values[numbers[index] ?? -1];
  return {
    values,
    isDistinct,
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

/** A column that is being read. */
interface GrowingColumn {
  readonly values: SetValue[];
  readonly numbers: Int32Array;
  readonly words: Int32Array;
  readonly hasTemplates: boolean;
  /** Adds what is set elsewhere than on the host's only line; -1 for nothing. */
  readonly addSetting: (found: EffectiveVariable | undefined) => number;
}

/** Whether all values on the lines of hosts read as they are written. */
function readNumbers(
  source: ColumnSource,
  hosts: readonly ColumnHost[],
  name: string,
  column: GrowingColumn,
): boolean {
  const { inventory, lookup } = source;
  const numberOfShared = createSharedReader(source, name, column);
  const onLines = createWordReader(inventory, name, hosts.length, column);
  const { firstOfLine } = inventory.hostWords;
  let shape: LineShape | undefined;
  let word: number | undefined;
  for (let index = 0; index < hosts.length; index++) {
    const host = hosts[index];
    if (host === undefined) continue;
    if (host.shape === undefined || (name === 'ansible_port' && host.host?.port !== undefined)) {
      column.numbers[index] = column.addSetting(lookup.find(host.name, name));
      continue;
    }
    if (host.shape !== shape) {
      shape = host.shape;
      word = shape.lastWord.get(name);
    }
    if (word === undefined) {
      column.numbers[index] = numberOfShared(host);
      continue;
    }
    const at = (firstOfLine[host.line] ?? 0) + 3 * word;
    column.words[index] = at;
    column.numbers[index] = onLines.numberOf(at, host.line);
  }
  return onLines.areVerbatim();
}

/** What does not stand on a host's line is the same for all hosts of its groups. */
function createSharedReader(
  { lookup }: ColumnSource,
  name: string,
  { addSetting }: GrowingColumn,
): (host: ColumnHost) => number {
  const known = new Map<readonly Group[] | undefined, number>();
  return ({ host, name: hostName }) => {
    const groups = host?.groups;
    let number = known.get(groups);
    if (number === undefined) {
      number = addSetting(lookup.find(hostName, name));
      known.set(groups, number);
    }
    return number;
  };
}

export function toSetting(found: EffectiveVariable | undefined): Setting | undefined {
  if (found === undefined) return undefined;
  const { name, value, origin } = found;
  const text = renderValue(value);
  return { name, value, text, isTemplate: text.includes('{{'), word: -1, origin };
}

interface WordReader {
  readonly numberOf: (at: number, line: number) => number;
  /** Whether no text so far reads otherwise, as `"'1'"` does: then no two values are the same. */
  readonly areVerbatim: () => boolean;
}

/** Gives each text on the lines of hosts its value when it is first met. */
function createWordReader(
  { hostWords }: Inventory,
  name: string,
  most: number,
  { values, hasTemplates }: GrowingColumn,
): WordReader {
  const { offsets } = hostWords;
  const distinct = distinctWords(hostWords, most);
  // Values that are set elsewhere have numbers of their own between those of the words.
  const numbers: number[] = [];
  let areVerbatim = true;
  const addValue = (written: string): number => {
    const value = typeValue(written);
    const rendered = renderValue(value);
    areVerbatim &&= rendered === written;
    const isTemplate = hasTemplates && rendered.includes('{{');
    return values.push({ value, text: rendered, isTemplate }) - 1;
  };
  return {
    areVerbatim: () => areVerbatim,
    numberOf: (at, line) => {
      const isQuoted = (offsets[at + 1] ?? 0) - (offsets[at] ?? 0) !== name.length;
      const word = isQuoted
        ? distinct.numberOfText(quotedText(hostWords, name, line))
        : distinct.numberOf(at);
      return (numbers[word] ??= addValue(distinct.texts[word] ?? ''));
    },
  };
}

/** Of a word whose quotes begin before its `=`, as in `"a=b c"`. */
function quotedText(words: Inventory['hostWords'], name: string, line: number): string {
  return lineVariables(words, line).findLast((variable) => variable.name === name)?.text ?? '';
}
