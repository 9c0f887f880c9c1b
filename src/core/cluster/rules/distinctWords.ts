import { unquote } from '../../inventory/hostLine';
import type { HostWords } from '../../inventory/inventory';
import type { Units } from '../../inventory/units';

/** The values of one variable's words as Ansible's shlex leaves them, each once. */
export interface DistinctWords {
  /** The number of a word's text; a text that was not met before gets the next number. */
  readonly numberOf: (word: number) => number;
  /** The same of a text that does not stand there as it is read. */
  readonly numberOfText: (value: string) => number;
  readonly texts: readonly string[];
}

const doubleQuote = 0x22;
const singleQuote = 0x27;
const backslash = 0x5c;

/**
 * Numbers the values of words: by a table of hashes over the inventory's text, for a string and a
 * look-up for each of ten thousand lines would be what takes the time.
 *
 * @param most how many words will be asked for
 */
export function distinctWords({ text, units, offsets }: HostWords, most: number): DistinctWords {
  const size = 2 ** Math.ceil(Math.log2(2 * most + 2));
  const slots = new Int32Array(size).fill(-1);
  const texts: string[] = [];
  /** Where each stands as it is read; -1 where it nowhere does. */
  const starts: number[] = [];

  const isAt = (number: number, start: number, end: number): boolean => {
    const known = starts[number] ?? -1;
    const { length } = texts[number] ?? '';
    if (end - start !== length) return false;
    return known < 0
      ? texts[number] === text.slice(start, end)
      : areEqual(units, start, end, known, known + length);
  };
  /** `odd` is a text that does not stand in the inventory as it is read. */
  const find = (hash: number, start: number, end: number, odd?: string): number => {
    // The low bits of FNV-1a are its weakest.
    let slot = (hash ^ (hash >>> 15)) & (size - 1);
    for (;;) {
      const number = slots[slot] ?? -1;
      if (number < 0) {
        slots[slot] = texts.length;
        starts.push(odd === undefined ? start : -1);
        return texts.push(odd ?? text.slice(start, end)) - 1;
      }
      if (odd === undefined ? isAt(number, start, end) : texts[number] === odd) return number;
      slot = (slot + 1) & (size - 1);
    }
  };
  const numberOfText = (value: string): number => find(hashOf(value), 0, 0, value);

  const read = (from: number, to: number): number => {
    const isQuoted = units[from] === doubleQuote || units[from] === singleQuote;
    const start = isQuoted ? from + 1 : from;
    const end = isQuoted ? to - 1 : to;
    let hash = offsetBasis;
    for (let at = start; at < end; at++) {
      const unit = units[at] ?? 0;
      // Other quotes than one pair around it all: rare enough for the long way.
      if (unit === doubleQuote || unit === singleQuote || unit === backslash)
        return numberOfText(unquote(text.slice(from, to)));
      hash = Math.imul(hash ^ unit, prime);
    }
    return find(hash, start, end);
  };

  // In a column the same text often stands below itself.
  let lastStart = 0;
  let lastEnd = -1;
  let last = -1;
  return {
    texts,
    numberOfText,
    numberOf: (word) => {
      const start = (offsets[word + 1] ?? 0) + 1;
      const end = offsets[word + 2] ?? 0;
      if (!areEqual(units, start, end, lastStart, lastEnd)) last = read(start, end);
      lastStart = start;
      lastEnd = end;
      return last;
    },
  };
}

/** Are two stretches the same? Values of a column differ at their ends, if at all. */
function areEqual(
  units: Units,
  start: number,
  end: number,
  otherStart: number,
  otherEnd: number,
): boolean {
  if (end - start !== otherEnd - otherStart) return false;
  for (let at = end - 1, other = otherEnd - 1; at >= start; at--, other--)
    if (units[at] !== units[other]) return false;
  return true;
}

const offsetBasis = 0x811c9dc5;
const prime = 0x01000193;

/** FNV-1a over UTF-16 units. */
function hashOf(value: string): number {
  let hash = offsetBasis;
  for (let at = 0; at < value.length; at++) hash = Math.imul(hash ^ value.charCodeAt(at), prime);
  return hash;
}
