import { parseComprehension, parseNamed, parseStarred } from './pythonElements';
import {
  breakOff,
  type Cursor,
  type Expression,
  expect,
  isName,
  other,
  peek,
  take,
} from './pythonExpression';

const assignable: Expression = { kind: 'other', isTarget: true };

/** Attributes, calls and subscripts after an atom. Only `set()` is a literal among them. */
export function parseTrailers(cursor: Cursor, atom: Expression): Expression {
  let result = atom;
  for (;;) {
    if (take(cursor, '.')) {
      if (!isName(cursor)) return breakOff(cursor);
      cursor.at++;
      result = assignable;
    } else if (take(cursor, '(')) {
      const isEmpty = take(cursor, ')');
      if (!isEmpty) callArguments(cursor);
      const isSet = isEmpty && result.kind === 'other' && result.name === 'set';
      result = isSet ? { kind: 'emptySet' } : other;
    } else if (take(cursor, '[')) {
      do {
        if (peek(cursor) === '*') parseStarred(cursor);
        else subscript(cursor);
      } while (take(cursor, ',') && peek(cursor) !== ']');
      expect(cursor, ']');
      result = assignable;
    } else return result;
  }
}

/** Positional arguments come before `name=value`, and those before `**mapping`. */
function callArguments(cursor: Cursor): void {
  let phase = 0;
  let count = 0;
  do {
    if (take(cursor, '**')) {
      cursor.expression(cursor);
      phase = 2;
    } else if (take(cursor, '*')) {
      if (phase === 2) breakOff(cursor);
      cursor.expression(cursor);
    } else if (isName(cursor) && peek(cursor, 1) === '=') {
      cursor.at += 2;
      cursor.expression(cursor);
      phase = Math.max(phase, 1);
    } else {
      if (phase > 0) breakOff(cursor);
      parseNamed(cursor);
      if (parseComprehension(cursor) && (count > 0 || peek(cursor) !== ')')) breakOff(cursor);
    }
    count++;
  } while (take(cursor, ',') && peek(cursor) !== ')');
  expect(cursor, ')');
}

/** An expression or a slice. */
function subscript(cursor: Cursor): void {
  const isBound = (): boolean => ![':', ',', ']'].includes(peek(cursor));
  if (peek(cursor) !== ':') {
    parseNamed(cursor);
    if (peek(cursor) !== ':') return;
  }
  for (let colons = 0; colons < 2 && take(cursor, ':'); colons++)
    if (isBound()) cursor.expression(cursor);
}
