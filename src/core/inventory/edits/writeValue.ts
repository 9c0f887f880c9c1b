import { isLineBreak, strip } from '../characters';
import { parseValue } from '../parseValue';
import { quotePython } from '../python/pythonText';
import { pythonRepr } from '../renderValue';
import type { Value } from '../value';

/**
 * The text that Ansible types as the value. A string that would be read as something else is
 * written as a Python literal: `'101'`, quotes included (SPEC 8).
 */
export function valueText(value: Value): string {
  if (value.kind === 'string')
    return isReadAsWritten(value.value) ? value.value : quotePython(value.value);
  if (value.kind === 'ellipsis') return '...';
  if (value.kind === 'float' && !Number.isFinite(value.value))
    return value.value < 0 ? '-1e999' : '1e999';
  return pythonRepr(value);
}

/** One word of a host line that shlex reads as `name=text` (SPEC 4.1, 15). */
export function hostWord(name: string, text: string): string {
  return isPlainWord(name) ? `${name}=${shellWord(text)}` : shellWord(`${name}=${text}`);
}

/** A word of a host line that shlex reads as the text, which must not hold a line break. */
export function shellWord(text: string): string {
  if (text === '' || isPlainWord(text)) return text;
  if (!text.includes("'")) return `'${text}'`;
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

function isPlainWord(text: string): boolean {
  return /^[\w./:@%+,=~-]+$/.test(text);
}

/**
 * Whether Ansible reads the bare text as that text, wherever it stands and also on the Python 2.7
 * of DM's control machines, which takes `017` and `10L` for numbers (SPEC 14).
 */
function isReadAsWritten(text: string): boolean {
  if (strip(text) !== text || hasLineBreak(text) || isNumberOfPython2(text)) return false;
  const parsed = parseValue(text);
  return parsed.kind === 'value' && parsed.value.kind === 'string' && parsed.value.value === text;
}

function isNumberOfPython2(text: string): boolean {
  return /^[+-]?\s*(?:0[0-7]+|\d+|0[xX][\da-fA-F]+|0[oO][0-7]+|0[bB][01]+)[lL]?$/.test(text);
}

function hasLineBreak(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (isLineBreak(text.charCodeAt(at))) return true;
  return false;
}
