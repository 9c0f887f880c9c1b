import type { Value } from '../value';
import { hashKey } from '../valueIdentity';
import type { Expression } from './pythonExpression';
import { parseExpressions } from './pythonParser';
import { pythonTokens } from './pythonToken';

/** What `ast.literal_eval` makes of a text: a value, ValueError or SyntaxError, or another error. */
export type Evaluation =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'notLiteral' }
  | { readonly kind: 'error'; readonly message: string };

const notLiteral: Evaluation = { kind: 'notLiteral' };
/** Python refuses NUL, and a lone surrogate cannot be encoded for its parser. */
const unreadable = /\0|[\ud800-\udfff]/u;

/** Python 3.11's `ast.literal_eval` (SPEC 8). */
export function literalEval(text: string): Evaluation {
  if (unreadable.test(text)) return notLiteral;
  const tokens = pythonTokens(text);
  const expression = tokens && parseExpressions(tokens);
  return expression === undefined ? notLiteral : evaluate(expression);
}

function evaluate(expression: Expression): Evaluation {
  switch (expression.kind) {
    case 'constant':
      return { kind: 'value', value: expression.value };
    case 'tuple':
    case 'list':
      return evaluateItems(expression.items, expression.kind);
    case 'set':
      return evaluateSet(expression.items);
    case 'emptySet':
      return { kind: 'value', value: { kind: 'set', items: [] } };
    case 'dict':
      return evaluateDict(expression.entries);
    case 'sum':
      return evaluateSum(expression.operator, expression.left, expression.right);
    case 'signed':
    case 'other': {
      const value = signedNumber(expression);
      return value === undefined ? notLiteral : { kind: 'value', value };
    }
  }
}

function evaluateItems(items: readonly Expression[], kind: 'tuple' | 'list'): Evaluation {
  const values: Value[] = [];
  for (const item of items) {
    const result = evaluate(item);
    if (result.kind !== 'value') return result;
    values.push(result.value);
  }
  return { kind: 'value', value: { kind, items: values } };
}

/** Each element is hashed before the next is looked at: the first trouble decides (SPEC 8). */
function evaluateSet(items: readonly Expression[]): Evaluation {
  const values = new Map<string, Value>();
  for (const item of items) {
    const result = evaluate(item);
    if (result.kind !== 'value') return result;
    const key = hashKey(result.value);
    if ('unhashable' in key) return unhashable(key.unhashable);
    if (!values.has(key.text)) values.set(key.text, result.value);
  }
  return { kind: 'value', value: { kind: 'set', items: [...values.values()] } };
}

function evaluateDict(pairs: readonly (readonly [Expression, Expression])[]): Evaluation {
  const entries = new Map<string, readonly [Value, Value]>();
  for (const [keyExpression, valueExpression] of pairs) {
    const key = evaluate(keyExpression);
    if (key.kind !== 'value') return key;
    const value = evaluate(valueExpression);
    if (value.kind !== 'value') return value;
    const identity = hashKey(key.value);
    if ('unhashable' in identity) return unhashable(identity.unhashable);
    const first = entries.get(identity.text)?.[0] ?? key.value;
    entries.set(identity.text, [first, value.value]);
  }
  return { kind: 'value', value: { kind: 'dict', entries: [...entries.values()] } };
}

function unhashable(type: string): Evaluation {
  return { kind: 'error', message: `unhashable type: '${type}'` };
}

/** The only arithmetic allowed: a real number plus or minus an imaginary one. */
function evaluateSum(operator: '+' | '-', left: Expression, right: Expression): Evaluation {
  const real = signedNumber(left);
  const imaginary = right.kind === 'constant' ? right.value : undefined;
  if (real === undefined || real.kind === 'complex' || imaginary?.kind !== 'complex')
    return notLiteral;
  const size = real.kind === 'int' ? Number(real.digits) : real.kind === 'float' ? real.value : 0;
  if (real.kind === 'int' && !Number.isFinite(size))
    return { kind: 'error', message: 'int too large to convert to float' };
  const part = operator === '+' ? imaginary.imaginary : 0 - imaginary.imaginary;
  return { kind: 'value', value: { kind: 'complex', real: size, imaginary: part } };
}

function signedNumber(expression: Expression): Value | undefined {
  if (expression.kind === 'constant')
    return isNumber(expression.value) ? expression.value : undefined;
  if (expression.kind !== 'signed' || expression.operand.kind !== 'constant') return undefined;
  const { value } = expression.operand;
  if (!isNumber(value)) return undefined;
  return expression.sign === '+' ? value : negate(value);
}

function isNumber(value: Value): boolean {
  return value.kind === 'int' || value.kind === 'float' || value.kind === 'complex';
}

function negate(value: Value): Value {
  if (value.kind === 'int')
    return value.digits === '0' ? value : { kind: 'int', digits: `-${value.digits}` };
  if (value.kind === 'float') return { kind: 'float', value: -value.value };
  if (value.kind === 'complex')
    return { kind: 'complex', real: -value.real, imaginary: -value.imaginary };
  return value;
}
