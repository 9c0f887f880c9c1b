import { compareCodePoints } from '../characters';
import type { Value } from '../value';

/** Python's `sorted` for the keys of one dict; they have to be comparable (`keySortError`). */
export function comparePython(left: Value, right: Value): number {
  if (left.kind === 'string' && right.kind === 'string')
    return compareCodePoints(left.value, right.value);
  const [a, b] = [numberOf(left), numberOf(right)];
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Integers have no bound; JavaScript compares a bigint with a number exactly, as Python does. */
function numberOf(value: Value): number | bigint {
  if (value.kind === 'int') return BigInt(value.digits);
  if (value.kind === 'float') return value.value;
  return value.kind === 'bool' && value.value ? 1 : 0;
}
