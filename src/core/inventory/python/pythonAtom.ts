import type { Value } from '../value';
import { parseComprehension, parseStarred } from './pythonElements';
import {
  bitwiseOr,
  breakOff,
  type Cursor,
  type Expression,
  expect,
  isAtEnd,
  isName,
  other,
  peek,
  take,
} from './pythonExpression';
import { isFormattedBody } from './pythonFormatted';

/** A literal, a name, or something in brackets. */
export function parseAtom(cursor: Cursor): Expression {
  const token = cursor.tokens[cursor.at];
  if (token === undefined || token.kind === 'newline') return breakOff(cursor);
  if (token.kind === 'formatted' || (token.kind === 'literal' && token.isString))
    return parseStrings(cursor);
  cursor.at++;
  if (token.kind === 'literal') return { kind: 'constant', value: token.value };
  if (token.text === 'True') return { kind: 'constant', value: { kind: 'bool', value: true } };
  if (token.text === 'False') return { kind: 'constant', value: { kind: 'bool', value: false } };
  if (token.text === 'None') return { kind: 'constant', value: { kind: 'none' } };
  if (token.text === '...') return { kind: 'constant', value: { kind: 'ellipsis' } };
  if (token.text === '(') return parseParenthesis(cursor);
  if (token.text === '[') return parseList(cursor);
  if (token.text === '{') return parseBrace(cursor);
  cursor.at--;
  if (!isName(cursor)) return breakOff(cursor);
  cursor.at++;
  // Python compares names after NFKC, so that even full-width letters spell `set`.
  return { kind: 'other', name: token.text.normalize('NFKC'), isTarget: true };
}

/** Adjacent string literals are one; text and bytes do not mix. */
function parseStrings(cursor: Cursor): Expression {
  const parts: Value[] = [];
  let isFormatted = false;
  for (; ; cursor.at++) {
    const token = cursor.tokens[cursor.at];
    if (token?.kind === 'formatted') {
      const { body, isRaw } = token.string;
      if (!isFormattedBody(body, isRaw, cursor.isExpression)) return breakOff(cursor);
      isFormatted = true;
    } else if (token?.kind === 'literal' && token.isString) parts.push(token.value);
    else break;
  }
  const bytes = parts.flatMap((part) => (part.kind === 'bytes' ? [part] : []));
  if (bytes.length > 0 && (isFormatted || bytes.length < parts.length)) return breakOff(cursor);
  if (isFormatted) return other;
  if (bytes.length > 0)
    return constant({ kind: 'bytes', bytes: bytes.flatMap((part) => part.bytes) });
  const value = parts.map((part) => (part.kind === 'string' ? part.value : '')).join('');
  return constant({ kind: 'string', value });
}

function constant(value: Value): Expression {
  return { kind: 'constant', value };
}

function parseParenthesis(cursor: Cursor): Expression {
  if (take(cursor, ')')) return { kind: 'tuple', items: [] };
  if (take(cursor, 'yield')) {
    if (take(cursor, 'from')) cursor.expression(cursor);
    else if (peek(cursor) !== ')') parseItems(cursor, ')');
    expect(cursor, ')');
    return other;
  }
  const isStarred = peek(cursor) === '*';
  const first = parseStarred(cursor);
  if (!isStarred && parseComprehension(cursor)) {
    expect(cursor, ')');
    return other;
  }
  if (take(cursor, ')')) return isStarred ? breakOff(cursor) : first;
  expect(cursor, ',');
  const items = [first, ...parseItems(cursor, ')')];
  expect(cursor, ')');
  return { kind: 'tuple', items };
}

function parseList(cursor: Cursor): Expression {
  if (take(cursor, ']')) return { kind: 'list', items: [] };
  return parseSequence(cursor, parseStarred(cursor), 'list', ']');
}

/** What follows the first element: a comprehension, or more elements. */
function parseSequence(
  cursor: Cursor,
  first: Expression,
  kind: 'list' | 'set',
  close: string,
): Expression {
  if (parseComprehension(cursor)) {
    expect(cursor, close);
    return other;
  }
  const items = take(cursor, ',') ? [first, ...parseItems(cursor, close)] : [first];
  expect(cursor, close);
  return { kind, items };
}

/** Elements up to the closing bracket, which is left; a last comma is allowed. */
function parseItems(cursor: Cursor, close: string): Expression[] {
  const items: Expression[] = [];
  while (!isAtEnd(cursor) && peek(cursor) !== close) {
    items.push(parseStarred(cursor));
    if (!take(cursor, ',')) break;
  }
  return items;
}

function parseBrace(cursor: Cursor): Expression {
  if (take(cursor, '}')) return { kind: 'dict', entries: [] };
  if (peek(cursor) !== '**') {
    const isStarred = peek(cursor) === '*';
    const first = parseStarred(cursor);
    if (isStarred || peek(cursor) !== ':') return parseSequence(cursor, first, 'set', '}');
    cursor.at++;
    const value = cursor.expression(cursor);
    if (parseComprehension(cursor)) {
      expect(cursor, '}');
      return other;
    }
    return parseEntries(cursor, [first, value]);
  }
  return parseEntries(cursor, parseEntry(cursor));
}

type Entry = readonly [Expression, Expression];

function parseEntries(cursor: Cursor, first: Entry): Expression {
  const entries = [first];
  while (take(cursor, ',') && peek(cursor) !== '}') entries.push(parseEntry(cursor));
  expect(cursor, '}');
  return { kind: 'dict', entries };
}

/** `key: value`, or `**mapping`, whose missing key `literal_eval` refuses first. */
function parseEntry(cursor: Cursor): Entry {
  if (take(cursor, '**')) {
    cursor.operators(cursor, bitwiseOr);
    return [other, other];
  }
  const key = cursor.expression(cursor);
  expect(cursor, ':');
  return [key, cursor.expression(cursor)];
}
