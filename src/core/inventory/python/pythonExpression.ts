import type { Value } from '../value';
import type { PythonToken } from './pythonToken';

/**
 * A Python expression as far as `ast.literal_eval` looks into it. Parentheses leave no trace;
 * `other` is any valid expression that is no literal.
 */
export type Expression =
  | { readonly kind: 'constant'; readonly value: Value }
  | { readonly kind: 'tuple' | 'list' | 'set'; readonly items: readonly Expression[] }
  | { readonly kind: 'dict'; readonly entries: readonly (readonly [Expression, Expression])[] }
  | { readonly kind: 'signed'; readonly sign: '+' | '-'; readonly operand: Expression }
  | {
      readonly kind: 'sum';
      readonly operator: '+' | '-';
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'emptySet' }
  /** `name` of a bare name; `isTarget` of what a comprehension may assign to. */
  | { readonly kind: 'other'; readonly name?: string; readonly isTarget?: boolean };

/**
 * Where a parser stands. A syntax error sets `isBroken` and moves to the end, so that every loop
 * stops there and no function needs a second way out.
 */
export interface Cursor {
  readonly tokens: readonly PythonToken[];
  at: number;
  depth: number;
  isBroken: boolean;
  /** The grammar's two entries, so that the files of the parser need not import each other. */
  readonly expression: (cursor: Cursor) => Expression;
  readonly operators: (cursor: Cursor, minimum: number) => Expression;
  /** Whether a text alone is an expression, as between the braces of an f-string. */
  readonly isExpression: (text: string) => boolean;
}

/** The precedence of `|`: what may follow a star, or stand before the `in` of a comprehension. */
export const bitwiseOr = 5;

export const other: Expression = { kind: 'other' };

export function breakOff(cursor: Cursor): Expression {
  cursor.isBroken = true;
  cursor.at = cursor.tokens.length;
  return other;
}

/** The operator or keyword at the cursor; the empty string for anything else. */
export function peek(cursor: Cursor, ahead = 0): string {
  const token = cursor.tokens[cursor.at + ahead];
  return token?.kind === 'operator' || token?.kind === 'name' ? token.text : '';
}

export function isAtEnd(cursor: Cursor): boolean {
  return cursor.at >= cursor.tokens.length;
}

/** Steps over the operator or keyword if it is there. */
export function take(cursor: Cursor, text: string): boolean {
  if (isAtEnd(cursor) || peek(cursor) !== text) return false;
  cursor.at++;
  return true;
}

export function expect(cursor: Cursor, text: string): void {
  if (!take(cursor, text)) breakOff(cursor);
}

/** Is the token at the cursor an identifier that is no keyword? */
export function isName(cursor: Cursor): boolean {
  const token = cursor.tokens[cursor.at];
  return token?.kind === 'name' && !keywords.has(token.text);
}

const keywords: ReadonlySet<string> = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except ' +
    'finally for from global if import in is lambda nonlocal not or pass raise return try while ' +
    'with yield'
  ).split(' '),
);
