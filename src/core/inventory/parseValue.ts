import { literalEval } from './python/literalEval';
import { dotsOf, mayBeConstant, plainKind, signOf } from './signs';
import type { Value } from './value';

/** A value, or the Python error that makes Ansible refuse the whole file. */
export type ParsedValue =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'refused'; readonly message: string };

/**
 * What Ansible makes of a value's text, on host lines (after shlex) as on `:vars` lines:
 * `ast.literal_eval`, else the text itself; bytes become text (SPEC 8).
 */
export function parseValue(text: string): ParsedValue {
  const quick = quickValue(text);
  if (quick !== undefined) return { kind: 'value', value: quick };
  const result = literalEval(text);
  if (result.kind === 'error') return { kind: 'refused', message: result.message };
  if (result.kind === 'notLiteral')
    return { kind: 'value', value: { kind: 'string', value: text } };
  const { value } = result;
  if (value.kind !== 'bytes') return result;
  return { kind: 'value', value: { kind: 'string', value: decodeBytes(value.bytes) } };
}

/** `parseValue` of a text that is known not to be refused: it holds no brace and is short. */
export function typeValue(text: string): Value {
  const quick = quickValue(text);
  if (quick !== undefined) return quick;
  const parsed = parseValue(text);
  return parsed.kind === 'value' ? parsed.value : { kind: 'string', value: text };
}

/** The everyday values without the machinery: words, paths, addresses, versions, port numbers. */
function quickValue(text: string): Value | undefined {
  let signs = 0;
  let dots = 0;
  for (let at = 0; at < text.length; at++) {
    const sign = signOf(text.charCodeAt(at));
    signs |= sign;
    dots += dotsOf(sign);
  }
  const kind = plainKind(text.charCodeAt(0), text.length, signs, dots);
  if (kind === undefined || (kind === 'name' && mayBeConstant(text))) return undefined;
  return kind === 'int' ? { kind, digits: text } : { kind: 'string', value: text };
}

/** UTF-8 with Python's surrogateescape: a byte that is no UTF-8 becomes U+DC80-U+DCFF. */
function decodeBytes(bytes: readonly number[]): string {
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at] ?? 0;
    const length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    const character = decodeSequence(bytes.slice(at, at + length), length);
    text += character ?? String.fromCharCode(first < 0x80 ? first : 0xdc00 + first);
    at += character === undefined ? 1 : length;
  }
  return text;
}

/** One character of shortest form; undefined for anything that is no UTF-8. */
function decodeSequence(bytes: readonly number[], length: number): string | undefined {
  try {
    return bytes.length < length ? undefined : decodeURIComponent(percentEncode(bytes));
  } catch {
    return undefined;
  }
}

function percentEncode(bytes: readonly number[]): string {
  return bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
}
