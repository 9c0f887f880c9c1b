import { unquote } from '../../inventory/hostLine';
import type { HostWords } from '../../inventory/inventory';

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
export function distinctWords({ text, offsets }: HostWords, most: number): DistinctWords {
  const size = 2 ** Math.ceil(Math.log2(2 * most + 2));
  const slots = new Int32Array(size).fill(-1);
  const texts: string[] = [];

  const find = (source: string, start: number, end: number, hash: number): number => {
    // The low bits of FNV-1a are its weakest.
    let slot = (hash ^ (hash >>> 15)) & (size - 1);
    for (;;) {
      const number = slots[slot] ?? -1;
      if (number < 0) {
        slots[slot] = texts.length;
        return texts.push(source.slice(start, end)) - 1;
      }
      if (isAt(source, start, end, texts[number] ?? '')) return number;
      slot = (slot + 1) & (size - 1);
    }
  };

  const numberOfText = (value: string): number => find(value, 0, value.length, hashOf(value));

  // In a column the same text often stands below itself.
  let [lastStart, lastEnd, last] = [0, -1, -1];

  const read = (word: number): number => {
    let start = (offsets[word + 1] ?? 0) + 1;
    let end = offsets[word + 2] ?? 0;
    const first = text.charCodeAt(start);
    if (first === doubleQuote || first === singleQuote) {
      start++;
      end--;
    }
    let hash = offsetBasis;
    for (let at = start; at < end; at++) {
      const code = text.charCodeAt(at);
      // Other quotes than one pair around it all: rare enough for the long way.
      if (code === doubleQuote || code === singleQuote || code === backslash)
        return numberOfText(unquote(text.slice((offsets[word + 1] ?? 0) + 1, offsets[word + 2])));
      hash = Math.imul(hash ^ code, prime);
    }
    return find(text, start, end, hash);
  };

  return {
    texts,
    numberOfText,
    numberOf: (word) => {
      const start = (offsets[word + 1] ?? 0) + 1;
      const end = offsets[word + 2] ?? 0;
      if (!areEqual(text, start, end, lastStart, lastEnd)) last = read(word);
      lastStart = start;
      lastEnd = end;
      return last;
    },
  };
}

/** Two stretches of a text. Values of a column differ at their ends, if at all. */
function areEqual(
  text: string,
  start: number,
  end: number,
  otherStart: number,
  otherEnd: number,
): boolean {
  if (end - start !== otherEnd - otherStart) return false;
  for (let at = end - 1, other = otherEnd - 1; at >= start; at--, other--)
    if (text.charCodeAt(at) !== text.charCodeAt(other)) return false;
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

function isAt(source: string, start: number, end: number, known: string): boolean {
  if (end - start !== known.length) return false;
  // Values of a column differ at their ends, if at all.
  for (let at = known.length - 1; at >= 0; at--)
    if (source.charCodeAt(start + at) !== known.charCodeAt(at)) return false;
  return true;
}
