import { characterNames } from './characterNames';
import type { Literal } from './pythonNumber';

/** A string literal: its value, or `formatted` for an f-string, which is no literal to Ansible. */
export type StringLiteral = Literal | { readonly formatted: true; readonly length: number };

const opening = /^([uU]|[bB][rR]?|[rR][bB]?|[fF][rR]?|[rR][fF])?('''|"""|'|")/;

/** Does a string literal start here? `r"x"` does, `root` does not. */
export function startsString(text: string): boolean {
  return opening.test(text.slice(0, 5));
}

/** The string literal at the start of the text; undefined if it is malformed. */
export function readString(text: string): StringLiteral | undefined {
  const match = opening.exec(text.slice(0, 5));
  if (match?.[2] === undefined) return undefined;
  const prefix = (match[1] ?? '').toLowerCase();
  const start = match[0].length;
  const end = closingQuote(text, start, match[2]);
  if (end === undefined) return undefined;
  const length = end + match[2].length;
  if (prefix.includes('f')) return { formatted: true, length };
  const body = text.slice(start, end);
  const isBytes = prefix.includes('b');
  if (isBytes && /[^\0-\x7f]/.test(body)) return undefined;
  const value = prefix.includes('r') ? body : decodeEscapes(body, isBytes);
  if (value === undefined) return undefined;
  return isBytes
    ? { value: { kind: 'bytes', bytes: Array.from(value, (one) => one.charCodeAt(0)) }, length }
    : { value: { kind: 'string', value }, length };
}

function closingQuote(text: string, start: number, quote: string): number | undefined {
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (character === '\\') at++;
    else if (character === '\n' && quote.length === 1) return undefined;
    else if (text.startsWith(quote, at)) return at;
  }
  return undefined;
}

const escape =
  /\\(?:(\n)|([0-7]{1,3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|N\{([^}]+)\}|([^]))/gu;

const simpleEscapes: ReadonlyMap<string, string> = new Map([
  ['\\', '\\'],
  ["'", "'"],
  ['"', '"'],
  ['a', '\x07'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
]);

/** Resolves backslashes; an unknown escape keeps its backslash, a broken one is a syntax error. */
function decodeEscapes(body: string, isBytes: boolean): string | undefined {
  let isBroken = false;
  const decoded = body.replace(escape, (all: string, ...groups: (string | undefined)[]) => {
    const [newline, octal, hex, short, long, name, other] = groups;
    if (newline !== undefined) return '';
    if (octal !== undefined) return String.fromCharCode(parseInt(octal, 8) & (isBytes ? 0xff : -1));
    if (hex !== undefined) return String.fromCharCode(parseInt(hex, 16));
    if (isBytes && other !== 'x') return simpleEscapes.get(other ?? '') ?? all;
    const named = name === undefined ? undefined : characterNames.get(name.toUpperCase());
    const code = named ?? parseInt(short ?? long ?? '', 16);
    if (code <= 0x10ffff) return String.fromCodePoint(code);
    const isUnknown = other !== undefined && !'xuUN'.includes(other);
    isBroken ||= !isUnknown;
    return simpleEscapes.get(other ?? '') ?? all;
  });
  return isBroken ? undefined : decoded;
}
