import type { Value } from './value';

/** Equal texts for values that Python takes for the same key, or the type that has no hash. */
export type HashKey = { readonly text: string } | { readonly unhashable: string };

/** Python's hash and equality: 1, 1.0, True and 1+0j are one key; lists, dicts and sets are none. */
export function hashKey(value: Value): HashKey {
  switch (value.kind) {
    case 'string':
      return { text: `s${value.value}` };
    case 'bytes':
      return { text: `b${value.bytes.join()}` };
    case 'int':
      return { text: `n${value.digits}` };
    case 'bool':
      return { text: value.value ? 'n1' : 'n0' };
    case 'float':
      return { text: numberKey(value.value) };
    case 'complex':
      return value.imaginary === 0
        ? { text: numberKey(value.real) }
        : { text: `c${numberKey(value.real)},${numberKey(value.imaginary)}` };
    case 'none':
    case 'ellipsis':
      return { text: value.kind };
    case 'tuple':
      return tupleKey(value.items);
    case 'list':
    case 'dict':
    case 'set':
      return { unhashable: value.kind };
  }
}

function numberKey(value: number): string {
  return Number.isInteger(value) ? `n${BigInt(value)}` : `f${value}`;
}

function tupleKey(items: readonly Value[]): HashKey {
  const texts: string[] = [];
  for (const item of items) {
    const key = hashKey(item);
    if ('unhashable' in key) return key;
    texts.push(key.text);
  }
  return { text: `t${JSON.stringify(texts)}` };
}
