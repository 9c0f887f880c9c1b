import { characterNames } from '../characterNames';
import type { Literal } from './pythonNumber';

/** The inside of an f-string, which is no literal to Ansible. */
export interface FormattedString {
  readonly body: string;
  readonly isRaw: boolean;
}

/** A string literal: its value, or what an f-string holds. */
export type StringLiteral =
  | Literal
  | { readonly formatted: FormattedString; readonly length: number };

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
  const body = text.slice(start, end);
  if (prefix.includes('f')) return { formatted: { body, isRaw: prefix.includes('r') }, length };
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
export function decodeEscapes(body: string, isBytes: boolean): string | undefined {
  const parts: string[] = [];
  let from = 0;
  for (const match of body.matchAll(escape)) {
    const decoded = decodeEscape(match, isBytes);
    if (decoded === undefined) return undefined;
    parts.push(body.slice(from, match.index), decoded);
    from = match.index + match[0].length;
  }
  return parts.join('') + body.slice(from);
}

function decodeEscape(match: RegExpExecArray, isBytes: boolean): string | undefined {
  const [all, newline, octal, hex, short, long, name, other] = match;
  if (newline !== undefined) return '';
  if (octal !== undefined) return String.fromCharCode(parseInt(octal, 8) & (isBytes ? 0xff : -1));
  if (hex !== undefined) return String.fromCharCode(parseInt(hex, 16));
  const simple = simpleEscapes.get(other ?? '');
  if (simple !== undefined) return simple;
  if (isBytes) return other === 'x' ? undefined : all;
  if (other !== undefined) return 'xuUN'.includes(other) ? undefined : all;
  const named = name === undefined ? undefined : characterNames.get(name.toUpperCase());
  const code = named ?? parseInt(short ?? long ?? '', 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
