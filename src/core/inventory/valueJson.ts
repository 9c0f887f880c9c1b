import { compareCodePoints } from './characters';
import { floatText } from './pythonText';
import type { Value } from './value';

/** JSON, or Python's words for why there is none. */
export type ValueJson = { readonly text: string } | { readonly unprintable: string };

/**
 * A value as `ansible-inventory` prints it, in normal form: keys sorted, two blanks of indentation,
 * ASCII. `indent` is what the current line is indented by.
 */
export function valueJson(value: Value, indent: string): ValueJson {
  switch (value.kind) {
    case 'string':
      return { text: jsonString(value.value) };
    case 'int':
      return { text: value.digits };
    case 'float':
      return { text: jsonFloat(value.value) };
    case 'bool':
      return { text: String(value.value) };
    case 'none':
      return { text: 'null' };
    case 'list':
    case 'tuple':
      return listJson(value.items, indent);
    case 'dict':
      return dictJson(value.entries, indent);
    case 'bytes':
    case 'set':
    case 'complex':
    case 'ellipsis':
      return { unprintable: `Object of type ${value.kind} is not JSON serializable` };
  }
}

/** A string in ASCII: every other UTF-16 unit as `\uXXXX`, lone surrogates too. */
export function jsonString(text: string): string {
  return JSON.stringify(text).replace(
    /[\x7f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** An object of ready values; keys are sorted by code point. */
export function objectJson(entries: ReadonlyMap<string, string>, indent: string): string {
  if (entries.size === 0) return '{}';
  const inner = `${indent}  `;
  const names = [...entries.keys()].sort(compareCodePoints);
  const lines = names.map((name) => `${inner}${jsonString(name)}: ${entries.get(name) ?? ''}`);
  return `{\n${lines.join(',\n')}\n${indent}}`;
}

/** An array of ready values. */
export function arrayJson(items: readonly string[], indent: string): string {
  if (items.length === 0) return '[]';
  return `[\n${items.map((item) => `${indent}  ${item}`).join(',\n')}\n${indent}]`;
}

function jsonFloat(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value < 0 ? '-Infinity' : 'Infinity';
  return floatText(value);
}

function listJson(items: readonly Value[], indent: string): ValueJson {
  const texts: string[] = [];
  for (const item of items) {
    const json = valueJson(item, `${indent}  `);
    if ('unprintable' in json) return json;
    texts.push(json.text);
  }
  return { text: arrayJson(texts, indent) };
}

/** Different keys may get the same name, as 1 and '1'; then the last one is left. */
function dictJson(entries: readonly (readonly [Value, Value])[], indent: string): ValueJson {
  const texts = new Map<string, string>();
  for (const [key, value] of entries) {
    const name = keyText(key);
    if (name === undefined) {
      const type = key.kind === 'none' ? 'NoneType' : key.kind;
      return { unprintable: `keys must be str, int, float, bool or None, not ${type}` };
    }
    const json = valueJson(value, `${indent}  `);
    if ('unprintable' in json) return json;
    texts.set(name, json.text);
  }
  return { text: objectJson(texts, indent) };
}

/** The name that a key of a dict gets in JSON; undefined if it can have none. */
export function keyText(key: Value): string | undefined {
  if (key.kind === 'string') return key.value;
  if (key.kind === 'float') return jsonFloat(key.value);
  const isSimple = key.kind === 'int' || key.kind === 'bool' || key.kind === 'none';
  if (!isSimple) return undefined;
  const json = valueJson(key, '');
  return 'text' in json ? json.text : undefined;
}
