import type { Units } from './units';

/** What `scanHostLine` found; the flags may be combined. */
export const unclosedQuote = 1;
export const danglingBackslash = 2;
/** A token is so long that `parseValue` may refuse it as a number. */
export const longToken = 4;
/** A name after the host holds a quote or a backslash: it reads other than it is written. */
export const quotedName = 8;
/** A word after the host holds no `=`. */
export const bareWord = 16;

const tab = 0x09;
const blank = 0x20;
const doubleQuote = 0x22;
const hash = 0x23;
const singleQuote = 0x27;
const equals = 0x3d;
const backslash = 0x5c;

export const isQuote = (code: number | undefined): boolean =>
  code === doubleQuote || code === singleQuote;

/** What shlex takes away. */
export const isQuoteOrBackslash = (code: number | undefined): boolean =>
  isQuote(code) || code === backslash;

export function holdsQuotes(codes: Units['codes'], start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (isQuoteOrBackslash(codes[at])) return true;
  return false;
}

/** Beyond 308 digits an integer no longer fits a float, which only then can raise OverflowError. */
const longNumber = 308;

/** Words of host lines, three numbers each: start, first `=` (-1 if none), end. Grows. */
export interface WordList {
  /** Plain numbers outside the garbage collector's sight; those from `count` on mean nothing. */
  offsets: Int32Array;
  count: number;
}

/** Lines of workers have about seven units for each number: mostly the list need not grow. */
const unitsForEach = 6;

/** @param length of the text in units */
export function createWordList(length: number): WordList {
  return { offsets: new Int32Array(Math.ceil(length / unitsForEach)), count: 0 };
}

/**
 * Splits a stripped host line as Python's `shlex.split(line, comments=True)` does (SPEC 4.1) and
 * appends its words to the list. Quotes and backslashes are left in place: `unquote` removes them
 * when a word is read, so that the ten thousands of values that nobody asks for cost nothing.
 */
export function scanHostLine(
  { codes }: Units,
  start: number,
  end: number,
  words: WordList,
): number {
  // A word takes a character and a blank at least.
  const offsets = reserve(words, 3 * ((end - start + 2) >> 1));
  let { count } = words;
  let flags = 0;
  let at = start;
  let isHost = true;
  while (at < end) {
    let code = codes[at] ?? 0;
    if (code === blank || code === tab) {
      at++;
      continue;
    }
    if (code === hash) break;
    const tokenStart = at;
    let equalsAt = -1;
    for (;;) {
      if (code === equals) {
        if (equalsAt < 0) equalsAt = at;
      } else if (code === backslash || code === doubleQuote || code === singleQuote) {
        if (equalsAt < 0 && !isHost) flags |= quotedName;
        const close = code === backslash ? at + 1 : closingQuote(codes, at, end, code);
        if (close >= end)
          return flags | (code !== backslash && close === end ? unclosedQuote : danglingBackslash);
        if (equalsAt < 0) equalsAt = equalsBetween(codes, at, close + 1);
        at = close;
      } else if (code <= hash && (code === blank || code === tab || code === hash)) break;
      at++;
      // All that means nothing in a word: letters, digits and most signs.
      while (at < end) {
        code = codes[at] ?? 0;
        if (code <= singleQuote || code === equals || code === backslash) break;
        at++;
      }
      if (at >= end) break;
    }
    if (at - tokenStart > longNumber) flags |= longToken;
    if (equalsAt < 0 && !isHost) flags |= bareWord;
    offsets[count] = tokenStart;
    offsets[count + 1] = equalsAt;
    offsets[count + 2] = at;
    count += 3;
    words.count = count;
    isHost = false;
  }
  return flags;
}

function reserve(words: WordList, more: number): Int32Array {
  const needed = words.count + more;
  if (needed > words.offsets.length) {
    const wider = new Int32Array(2 * needed);
    wider.set(words.offsets);
    words.offsets = wider;
  }
  return words.offsets;
}

/** Where the quote that opens at `open` is closed: `end` if nowhere, beyond it after a backslash. */
function closingQuote(codes: Units['codes'], open: number, end: number, quote: number): number {
  let at = open + 1;
  while (at < end) {
    const code = codes[at] ?? 0;
    if (code === quote) return at;
    if (code === backslash && quote === doubleQuote) {
      at++;
      if (at >= end) return end + 1;
    }
    at++;
  }
  return end;
}

function equalsBetween(codes: Units['codes'], start: number, end: number): number {
  for (let at = start; at < end; at++) if ((codes[at] ?? 0) === equals) return at;
  return -1;
}

/**
 * The word that shlex makes of a token: quotes removed, a backslash outside quotes taken away, and
 * inside double quotes only before `"` and `\` (SPEC 4.1). The token must be well formed.
 */
export function unquote(token: string): string {
  let word = '';
  let from = 0;
  let quote = 0;
  for (let at = 0; at < token.length; at++) {
    const code = token.charCodeAt(at);
    if (code === backslash && quote !== singleQuote) {
      const next = token.charCodeAt(at + 1);
      if (quote === 0 || next === doubleQuote || next === backslash) {
        word += token.slice(from, at);
        from = at + 1;
      }
      at++;
    } else if (quote === 0 ? code === singleQuote || code === doubleQuote : code === quote) {
      word += token.slice(from, at);
      from = at + 1;
      quote = quote === 0 ? code : 0;
    }
  }
  return from === 0 ? token : word + token.slice(from);
}
