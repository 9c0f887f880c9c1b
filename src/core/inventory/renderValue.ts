import { floatText, quotePython, quotePythonBytes } from './python/pythonText';
import type { Value } from './value';

/** The value as a template renders it, Python's `str()`: `True`, `1.0`, `8262`, a text as it is. */
export function renderValue(value: Value): string {
  return value.kind === 'string' ? value.value : pythonRepr(value);
}

/** Python's `repr`, which containers use for their elements. A set keeps the order of its text. */
export function pythonRepr(value: Value): string {
  switch (value.kind) {
    case 'string':
      return quotePython(value.value);
    case 'bytes':
      return quotePythonBytes(value.bytes);
    case 'int':
      return value.digits;
    case 'float':
      return floatText(value.value);
    case 'bool':
      return value.value ? 'True' : 'False';
    case 'none':
      return 'None';
    case 'ellipsis':
      return 'Ellipsis';
    case 'list':
      return `[${value.items.map(pythonRepr).join(', ')}]`;
    case 'tuple':
      return `(${value.items.map(pythonRepr).join(', ')}${value.items.length === 1 ? ',' : ''})`;
    case 'set':
      return value.items.length === 0 ? 'set()' : `{${value.items.map(pythonRepr).join(', ')}}`;
    case 'dict':
      return `{${value.entries.map(([key, one]) => `${pythonRepr(key)}: ${pythonRepr(one)}`).join(', ')}}`;
    case 'complex':
      return complexRepr(value.real, value.imaginary);
  }
}

function complexRepr(real: number, imaginary: number): string {
  const part = floatText(imaginary).replace(/\.0$/, '');
  if (Object.is(real, 0)) return `${part}j`;
  const sign = part.startsWith('-') ? '' : '+';
  return `(${floatText(real).replace(/\.0$/, '')}${sign}${part}j)`;
}
