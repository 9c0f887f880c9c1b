import { comparePython } from './python/pythonOrder';
import type { Value } from './value';

/**
 * Python's words for the first dict whose keys cannot be sorted; undefined if all can be. Dicts are
 * met as they are printed: first the keys of one, then its values in the order of its keys.
 */
export function keySortError(value: Value): string | undefined {
  if (value.kind === 'dict') {
    const error = sortError(value.entries.map(([key]) => typeName(key)));
    if (error !== undefined) return error;
    const sorted = value.entries.toSorted(([a], [b]) => comparePython(a, b));
    return firstError(sorted.map(([, item]) => item));
  }
  return value.kind === 'list' || value.kind === 'tuple' ? firstError(value.items) : undefined;
}

function firstError(values: readonly Value[]): string | undefined {
  for (const value of values) {
    const error = keySortError(value);
    if (error !== undefined) return error;
  }
  return undefined;
}

/**
 * Sorting compares each key with one before it, so keys of types that do not compare meet where the
 * type first changes.
 */
function sortError(types: readonly string[]): string | undefined {
  const at = types.findIndex((type, index) => index > 0 && !areComparable(type, types[index - 1]));
  return at < 0
    ? undefined
    : `'<' not supported between instances of '${types[at] ?? ''}' and '${types[at - 1] ?? ''}'`;
}

const numbers: ReadonlySet<string> = new Set(['int', 'float', 'bool']);

function areComparable(left: string, right: string | undefined): boolean {
  return left === right || (numbers.has(left) && numbers.has(right ?? ''));
}

function typeName(key: Value): string {
  if (key.kind === 'string') return 'str';
  return key.kind === 'none' ? 'NoneType' : key.kind;
}
