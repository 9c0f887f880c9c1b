import { holdsQuotes, isQuote, unquote } from '../../inventory/hostLine';
import type { HostWords } from '../../inventory/inventory';
import { typeValue } from '../../inventory/parseValue';
import { renderValue } from '../../inventory/renderValue';
import { dotsOf, mayBeConstant, otherSign, plainKind, signOf } from '../../inventory/signs';
import { areEqual, hashOf, type Units } from '../../inventory/units';
import type { SetValue } from './setting';
import { GrowingTraits, type Traits } from './traits';

/** The values of one variable, numbered as they were met. */
export interface ColumnValues {
  readonly count: number;
  readonly traits: Traits;
  /** Whether it is known that no two of them are the same text. */
  readonly areDistinct: boolean;
  value(number: number): SetValue;
  /** The text of the value, which is not made for it. */
  text(number: number): string;
}

/** The numbers of those whose text is meant; each is asked about once. */
export function numbersWhere(
  values: ColumnValues,
  isMeant: (text: string) => boolean,
): Set<number> {
  const meant = new Set<number>();
  for (let number = 0; number < values.count; number++)
    if (isMeant(values.text(number))) meant.add(number);
  return meant;
}

/** Room for the hash table of a column with so many values; one column after the other may use it. */
export const createSlots = (most: number): Int32Array =>
  new Int32Array(2 ** Math.ceil(Math.log2(2 * most + 2)));

/**
 * Numbers values by a table of hashes over the inventory's text. What reads as it is written is no
 * value, and no string, before somebody looks at it: making them for each of ten thousand lines would
 * be what takes the time. A class, since a closure for each method would take as long as the rest.
 */
export class GrowingValues implements ColumnValues {
  count = 0;
  readonly traits = new GrowingTraits();
  private readonly units: Units;
  private readonly codes: Units['codes'];
  private readonly starts: Int32Array;
  private readonly ends: Int32Array;
  private made: (SetValue | undefined)[] | undefined;
  private texts: (string | undefined)[] | undefined;
  private readonly unquoted = new Map<string, number>();
  private areVerbatim = true;
  private isMixed = false;
  // In a column the same text often stands below itself.
  private latest = -1;

  /**
   * @param most how many values there may be
   * @param slots for as many; the next column to be read may have them
   */
  constructor(
    private readonly words: HostWords,
    private readonly most: number,
    private readonly slots: Int32Array,
  ) {
    this.units = words.units;
    this.codes = words.units.codes;
    slots.fill(-1);
    this.starts = new Int32Array(most);
    this.ends = new Int32Array(most);
  }

  get areDistinct(): boolean {
    return this.areVerbatim && (!this.isMixed || this.count === 1);
  }

  value(number: number): SetValue {
    this.made ??= new Array<SetValue | undefined>(this.count);
    return (this.made[number] ??= readValue(this.text(number)));
  }

  text(number: number): string {
    this.texts ??= new Array<string | undefined>(this.count);
    return (this.texts[number] ??= this.words.text.slice(
      this.starts[number] ?? 0,
      this.ends[number] ?? 0,
    ));
  }

  /** The number of a word's value; a text that was not met before gets the next number. */
  numberOfWord(word: number): number {
    const { offsets } = this.words;
    const { codes, latest } = this;
    const from = (offsets[word + 1] ?? 0) + 1;
    const to = offsets[word + 2] ?? 0;
    const isQuoted = isQuote(codes[from]);
    const start = isQuoted ? from + 1 : from;
    const end = isQuoted ? to - 1 : to;
    if (latest >= 0 && this.isAt(latest, start, end)) return latest;
    const { slots } = this;
    const mask = slots.length - 1;
    for (let slot = hashOf(this.units, start, end) & mask; ; slot = (slot + 1) & mask) {
      let number = slots[slot] ?? -1;
      if (number < 0) {
        number = this.addPlain(start, end);
        if (number < 0) return this.numberOfText(unquote(this.words.text.slice(from, to)));
        slots[slot] = number;
      } else if (!this.isAt(number, start, end)) continue;
      this.latest = number;
      return number;
    }
  }

  private isAt(number: number, start: number, end: number): boolean {
    const known = this.starts[number] ?? 0;
    return (
      (this.ends[number] ?? 0) - known === end - start && areEqual(this.units, start, end, known)
    );
  }

  /** The number of a text that does not stand in the inventory as it is read. */
  numberOfText(written: string): number {
    // The same text may stand somewhere else as it is read.
    this.areVerbatim = false;
    const number = this.unquoted.get(written) ?? this.addRead(written);
    this.unquoted.set(written, number);
    return number;
  }

  /** Adds what is set elsewhere than on host lines: each time the next number. */
  add(value: SetValue): number {
    this.isMixed = true;
    return this.addMade(value);
  }

  /** Adds what stands between two offsets; -1 where a quote or a backslash does. */
  private addPlain(start: number, end: number): number {
    const { codes } = this;
    let signs = 0;
    let dots = 0;
    for (let at = start; at < end; at++) {
      const sign = signOf(codes[at] ?? 0);
      signs |= sign;
      dots += dotsOf(sign);
    }
    if ((signs & otherSign) !== 0 && holdsQuotes(codes, start, end)) return -1;
    this.starts[this.count] = start;
    this.ends[this.count] = end;
    const kind = plainKind(codes[start] ?? 0, end - start, signs, dots);
    if (kind === undefined || (kind === 'name' && mayBeConstant(this.words.text.slice(start, end))))
      return this.addRead(this.words.text.slice(start, end));
    this.traits.add(kind === 'int' ? 'int' : 'string', end - start, signs);
    return this.count++;
  }

  private addRead(written: string): number {
    const value = readValue(written);
    this.areVerbatim &&= value.text === written;
    return this.addMade(value);
  }

  private addMade(value: SetValue): number {
    this.made ??= new Array<SetValue | undefined>(this.most);
    this.texts ??= new Array<string | undefined>(this.most);
    this.made[this.count] = value;
    this.texts[this.count] = value.text;
    this.traits.addText(value.value.kind, value.text);
    return this.count++;
  }
}

function readValue(written: string): SetValue {
  const value = typeValue(written);
  const text = renderValue(value);
  return { value, text, isTemplate: text.includes('{{') };
}
