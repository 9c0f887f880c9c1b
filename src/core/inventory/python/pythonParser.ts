import { parseAtom } from './pythonAtom';
import {
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
import { type PythonToken, pythonTokens } from './pythonToken';
import { parseTrailers } from './pythonTrailers';

/** Deeper than any text within Python's limits; protects our own stack from `lambda: lambda: ...`. */
const maxDepth = 1500;

/**
 * Python's grammar for `eval`: expressions, the whole text. Undefined is a syntax error. All of the
 * grammar is needed because a text that is no valid expression is a string to Ansible, while the
 * same text with its first set element unhashable refuses the file (SPEC 8).
 */
export function parseExpressions(tokens: readonly PythonToken[]): Expression | undefined {
  const cursor: Cursor = {
    tokens,
    at: 0,
    depth: 0,
    isBroken: false,
    expression: parseExpression,
    operators: parseOperators,
    isExpression,
  };
  const first = parseExpression(cursor);
  const items = [first];
  let isTuple = false;
  while (take(cursor, ',')) {
    isTuple = true;
    if (isAtEnd(cursor) || tokens[cursor.at]?.kind === 'newline') break;
    items.push(parseExpression(cursor));
  }
  while (tokens[cursor.at]?.kind === 'newline') cursor.at++;
  if (cursor.isBroken || !isAtEnd(cursor)) return undefined;
  return isTuple ? { kind: 'tuple', items } : first;
}

/** In parentheses, as Python reads what stands between the braces of an f-string. */
function isExpression(text: string): boolean {
  const tokens = pythonTokens(`(${text})`);
  return tokens !== undefined && parseExpressions(tokens) !== undefined;
}

/** `disjunction ['if' disjunction 'else' expression]` or a lambda. */
function parseExpression(cursor: Cursor): Expression {
  if (cursor.depth >= maxDepth) return breakOff(cursor);
  cursor.depth++;
  const result = parseConditional(cursor);
  cursor.depth--;
  return result;
}

function parseConditional(cursor: Cursor): Expression {
  let isPlain = true;
  for (;;) {
    if (peek(cursor) === 'lambda') {
      lambdaHead(cursor);
      isPlain = false;
      continue;
    }
    const value = parseOperators(cursor, 1);
    if (!take(cursor, 'if')) return isPlain ? value : other;
    parseOperators(cursor, 1);
    expect(cursor, 'else');
    isPlain = false;
  }
}

function lambdaHead(cursor: Cursor): void {
  cursor.at++;
  while (!isAtEnd(cursor) && peek(cursor) !== ':') {
    const isStarred = take(cursor, '*') || take(cursor, '**');
    const isSeparator = !isStarred && take(cursor, '/');
    const isBare = isSeparator || (isStarred && peek(cursor) === ',');
    if (!isBare) {
      if (!isName(cursor)) breakOff(cursor);
      cursor.at++;
      if (take(cursor, '=')) parseExpression(cursor);
    }
    if (!take(cursor, ',')) break;
  }
  expect(cursor, ':');
}

const precedences: ReadonlyMap<string, number> = new Map([
  ['or', 1],
  ['and', 2],
  ...['<', '>', '<=', '>=', '==', '!=', 'in', 'not in', 'is', 'is not'].map(
    (text) => [text, 4] as const,
  ),
  ['|', 5],
  ['^', 6],
  ['&', 7],
  ['<<', 8],
  ['>>', 8],
  ['+', 9],
  ['-', 9],
  ...['*', '/', '//', '%', '@'].map((text) => [text, 10] as const),
]);

const inversion = 3;

/** Binary operators of at least the given precedence, by precedence climbing. */
function parseOperators(cursor: Cursor, minimum: number): Expression {
  let left = parseInversion(cursor, minimum);
  for (;;) {
    const operator = operatorAt(cursor);
    const precedence = precedences.get(operator);
    if (precedence === undefined || precedence < minimum) return left;
    cursor.at += operator.includes(' ') ? 2 : 1;
    const right = parseOperators(cursor, precedence + 1);
    left = operator === '+' || operator === '-' ? { kind: 'sum', operator, left, right } : other;
  }
}

function operatorAt(cursor: Cursor): string {
  const first = peek(cursor);
  if (first === 'not') return peek(cursor, 1) === 'in' ? 'not in' : '';
  return first === 'is' && peek(cursor, 1) === 'not' ? 'is not' : first;
}

function parseInversion(cursor: Cursor, minimum: number): Expression {
  if (minimum > inversion || peek(cursor) !== 'not') return parseFactor(cursor);
  while (take(cursor, 'not'));
  parseOperators(cursor, inversion + 1);
  return other;
}

/** Signs, then `await`, an atom with its trailers, and `**` with a factor on its right. */
function parseFactor(cursor: Cursor): Expression {
  const signs: string[] = [];
  for (;;) {
    while (['+', '-', '~'].includes(peek(cursor))) {
      signs.push(peek(cursor));
      cursor.at++;
    }
    const isAwaited = take(cursor, 'await');
    const operand = parseTrailers(cursor, parseAtom(cursor));
    if (take(cursor, '**')) {
      signs.push('**');
      continue;
    }
    const [sign] = signs;
    if (sign === undefined) return isAwaited ? other : operand;
    const isSigned = signs.length === 1 && !isAwaited && (sign === '+' || sign === '-');
    return isSigned ? { kind: 'signed', sign, operand } : other;
  }
}
