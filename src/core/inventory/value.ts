/**
 * A value as Ansible types it: Python's `ast.literal_eval`, else the text itself.
 * Source: SPEC section 8 of the inventory language (ansible 2.14, plugins/inventory/ini.py).
 */
export type Value =
  | { readonly kind: 'string'; readonly value: string }
  /** Integers have no bound: canonical decimal digits with an optional leading minus. */
  | { readonly kind: 'int'; readonly digits: string }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'none' }
  | { readonly kind: 'list' | 'tuple' | 'set'; readonly items: readonly Value[] }
  | { readonly kind: 'dict'; readonly entries: readonly (readonly [Value, Value])[] }
  | { readonly kind: 'bytes'; readonly bytes: readonly number[] }
  | { readonly kind: 'complex'; readonly real: number; readonly imaginary: number }
  | { readonly kind: 'ellipsis' };

/**
 * Of a variable that a file may set which nobody could read. It looks like a template and is treated
 * as one everywhere: only Ansible can say what it is.
 */
export const unknownValue: Value = { kind: 'string', value: '{{ ? }}' };
