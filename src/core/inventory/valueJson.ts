import { compareCodePoints } from './characters';
import { comparePython } from './python/pythonOrder';
import { floatText } from './python/pythonText';
import type { Value } from './value';

/** How JSON is written. */
export interface JsonForm {
  /** Of one level. */
  readonly indent: string;
  /** Whether all but ASCII is escaped. */
  readonly isAscii: boolean;
  /** By the text of the key; as Python sorts its keys; or as they come, equal texts twice. */
  readonly order: 'text' | 'python' | 'none';
}

/** The form of the tests' expectations: what `json.dumps(json.loads(...), sort_keys=True)` gives. */
export const normalForm: JsonForm = { indent: '  ', isAscii: true, order: 'text' };

/** JSON, or Python's words for why there is none. */
export type ValueJson = { readonly text: string } | { readonly unprintable: string };

/** A value as `ansible-inventory` prints it. `outer` is what its first line is indented by. */
export function valueJson(value: Value, form: JsonForm = normalForm, outer = ''): ValueJson {
  switch (value.kind) {
    case 'string':
      return { text: jsonString(value.value, form) };
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
      return listJson(value.items, form, outer);
    case 'dict':
      return dictJson(value.entries, form, outer);
    case 'bytes':
    case 'set':
    case 'complex':
    case 'ellipsis':
      return { unprintable: `Object of type ${value.kind} is not JSON serializable` };
  }
}

/** The name that a key of a dict gets in JSON; undefined if it can have none. */
export function keyText(key: Value): string | undefined {
  if (key.kind === 'string') return key.value;
  if (key.kind === 'float') return jsonFloat(key.value);
  const isSimple = key.kind === 'int' || key.kind === 'bool' || key.kind === 'none';
  if (!isSimple) return undefined;
  const json = valueJson(key);
  return 'text' in json ? json.text : undefined;
}

/** Lone surrogates are always escaped. */
function jsonString(text: string, { isAscii }: JsonForm): string {
  const json = JSON.stringify(text);
  if (!isAscii) return json;
  return json.replace(
    /[\x7f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function jsonFloat(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value < 0 ? '-Infinity' : 'Infinity';
  return floatText(value);
}

function listJson(items: readonly Value[], form: JsonForm, outer: string): ValueJson {
  const inner = outer + form.indent;
  const lines: string[] = [];
  for (const item of items) {
    const json = valueJson(item, form, inner);
    if ('unprintable' in json) return json;
    lines.push(inner + json.text);
  }
  return { text: enclose('[', lines, outer, ']') };
}

type Entry = readonly [Value, Value];

function dictJson(entries: readonly Entry[], form: JsonForm, outer: string): ValueJson {
  const inner = outer + form.indent;
  const texts: (readonly [string, string])[] = [];
  for (const [key, value] of inOrder(entries, form)) {
    const name = keyText(key);
    if (name === undefined) {
      const type = key.kind === 'none' ? 'NoneType' : key.kind;
      return { unprintable: `keys must be str, int, float, bool or None, not ${type}` };
    }
    const json = valueJson(value, form, inner);
    if ('unprintable' in json) return json;
    texts.push([name, json.text]);
  }
  const lines = byText(texts, form).map(
    ([name, text]) => `${inner}${jsonString(name, form)}: ${text}`,
  );
  return { text: enclose('{', lines, outer, '}') };
}

function inOrder(entries: readonly Entry[], { order }: JsonForm): readonly Entry[] {
  return order === 'python' ? entries.toSorted(([a], [b]) => comparePython(a, b)) : entries;
}

/** Different keys may get the same text, as 1 and '1'; then the last one is left. */
function byText(
  texts: readonly (readonly [string, string])[],
  { order }: JsonForm,
): readonly (readonly [string, string])[] {
  if (order !== 'text') return texts;
  return [...new Map(texts)].sort(([a], [b]) => compareCodePoints(a, b));
}

function enclose(open: string, lines: readonly string[], outer: string, close: string): string {
  return lines.length === 0 ? open + close : `${open}\n${lines.join(',\n')}\n${outer}${close}`;
}
