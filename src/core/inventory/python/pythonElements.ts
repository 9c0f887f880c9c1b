import {
  bitwiseOr,
  breakOff,
  type Cursor,
  type Expression,
  expect,
  isName,
  other,
  peek,
  take,
} from './pythonExpression';

/** `*iterable`, or an expression that may be named with `:=`. */
export function parseStarred(cursor: Cursor): Expression {
  if (!take(cursor, '*')) return parseNamed(cursor);
  cursor.operators(cursor, bitwiseOr);
  return other;
}

/** An expression, or `name := expression`. */
export function parseNamed(cursor: Cursor): Expression {
  if (!isName(cursor) || peek(cursor, 1) !== ':=') return cursor.expression(cursor);
  cursor.at += 2;
  cursor.expression(cursor);
  return other;
}

/** `for targets in iterable [if condition]...`, any number of times; false if there is none. */
export function parseComprehension(cursor: Cursor): boolean {
  let isFound = false;
  while (peek(cursor) === 'for' || (peek(cursor) === 'async' && peek(cursor, 1) === 'for')) {
    isFound = true;
    take(cursor, 'async');
    cursor.at++;
    comprehensionTargets(cursor);
    cursor.operators(cursor, 1);
    while (take(cursor, 'if')) cursor.operators(cursor, 1);
  }
  return isFound;
}

/** One or more targets, a last comma allowed, and the `in` after them. */
function comprehensionTargets(cursor: Cursor): void {
  do {
    take(cursor, '*');
    if (!isTarget(cursor.operators(cursor, bitwiseOr))) breakOff(cursor);
  } while (take(cursor, ',') && peek(cursor) !== 'in');
  expect(cursor, 'in');
}

function isTarget(expression: Expression): boolean {
  if (expression.kind === 'other') return expression.isTarget === true;
  return (
    (expression.kind === 'tuple' || expression.kind === 'list') && expression.items.every(isTarget)
  );
}
