import { decodeEscapes } from './pythonString';

/** Where the check of an f-string stands, and what it needs. */
interface Reader {
  readonly body: string;
  readonly isRaw: boolean;
  readonly isExpression: (text: string) => boolean;
  at: number;
}

/**
 * Is this the inside of an f-string that Python 3.11 compiles (Parser/string_parser.c)? An f-string
 * is no literal, but a malformed one is a syntax error, which makes the whole value a text.
 */
export function isFormattedBody(
  body: string,
  isRaw: boolean,
  isExpression: (text: string) => boolean,
): boolean {
  const reader: Reader = { body, isRaw, isExpression, at: 0 };
  return readFormat(reader, 0) && reader.at >= body.length;
}

/** Text and replacement fields up to the end; in a format spec, up to the brace that closes it. */
function readFormat(reader: Reader, depth: number): boolean {
  const { body } = reader;
  for (;;) {
    const start = reader.at;
    skipText(reader, depth);
    const isText = reader.isRaw || decodeEscapes(body.slice(start, reader.at), false) !== undefined;
    if (!isText) return false;
    if (reader.at >= body.length) return true;
    if (body[reader.at] === '}') return depth > 0;
    if (!readField(reader, depth)) return false;
  }
}

/** Moves to the next brace that is not doubled; in format specs none is. */
function skipText(reader: Reader, depth: number): void {
  const { body, isRaw } = reader;
  while (reader.at < body.length) {
    if (!isRaw && body[reader.at] === '\\' && reader.at + 1 < body.length) {
      reader.at++;
      if (body[reader.at] === 'N') {
        skipName(reader);
        continue;
      }
    }
    const character = body[reader.at];
    if (character === '{' || character === '}') {
      if (depth > 0 || body[reader.at + 1] !== character) return;
      reader.at++;
    }
    reader.at++;
  }
}

/** `\N{...}`, whose braces are not those of a field. */
function skipName(reader: Reader): void {
  const end = reader.body[reader.at + 1] === '{' ? reader.body.indexOf('}', reader.at) : reader.at;
  reader.at = end < 0 ? reader.body.length : end + 1;
}

/** `{expression}`, with `=`, `!r` and `:spec` if they are there. */
function readField(reader: Reader, depth: number): boolean {
  const { body } = reader;
  if (depth >= 2) return false;
  const start = ++reader.at;
  if (!skipExpression(reader)) return false;
  const expression = body.slice(start, reader.at);
  if (/^[ \t\n\f\r]*$/.test(expression) || !reader.isExpression(expression)) return false;
  if (body[reader.at] === '=')
    reader.at += 1 + (/^[ \t-\r]*/.exec(body.slice(reader.at + 1))?.[0].length ?? 0);
  if (body[reader.at] === '!') {
    if (!/^[sra]$/.test(body[reader.at + 1] ?? '')) return false;
    reader.at += 2;
  }
  if (body[reader.at] === ':') {
    reader.at++;
    if (reader.at >= body.length || !readFormat(reader, depth + 1)) return false;
  }
  return body[reader.at++] === '}';
}

const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Moves to what ends the expression: `!`, `:`, `=` or `}` outside of brackets and strings. */
function skipExpression(reader: Reader): boolean {
  const { body } = reader;
  const open: string[] = [];
  while (reader.at < body.length) {
    const character = body.charAt(reader.at);
    if (character === '\\' || character === '#') return false;
    if (character === '"' || character === "'") {
      if (!skipString(reader, character)) return false;
      continue;
    }
    const close = closing[character];
    if (close !== undefined) open.push(close);
    else if (open.length === 0 && '!:}='.includes(character)) {
      const isComparison = '!='.includes(character) && body[reader.at + 1] === '=';
      if (!isComparison) return true;
      reader.at++;
    } else if (open.length === 0 && '<>'.includes(character)) {
      if (body[reader.at + 1] === '=') reader.at++;
    } else if (')]}'.includes(character) && open.pop() !== character) return false;
    reader.at++;
  }
  return false;
}

/** A string in the expression; it can have no backslash, and so no escaped quote. */
function skipString(reader: Reader, character: string): boolean {
  const { body } = reader;
  const isTriple = body.startsWith(character.repeat(3), reader.at);
  const quote = isTriple ? character.repeat(3) : character;
  const end = body.indexOf(quote, reader.at + quote.length);
  if (end < 0 || body.slice(reader.at, end).includes('\\')) return false;
  reader.at = end + quote.length;
  return true;
}
