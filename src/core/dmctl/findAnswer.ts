import { isObject, type JsonObject } from './json';

/** Where dmctl's answer is in what it printed. */
export type FoundAnswer =
  | { readonly kind: 'answer'; readonly answer: JsonObject; readonly before: string }
  /** JSON that ends in the middle: nothing of it is believed. */
  | { readonly kind: 'truncated' }
  /** JSON, but none that says whether it worked. */
  | { readonly kind: 'other-json' }
  | { readonly kind: 'none' };

/**
 * The first object with a `result` that is true or false. It is not looked for inside of another
 * object: of an answer that was cut off, the part of one worker would look like the whole.
 */
export function findAnswer(stdout: string): FoundAnswer {
  let [other, failures] = [false, 0];
  let from = stdout.indexOf('{');
  while (from >= 0 && failures < mostFailures) {
    const end = endOfObject(stdout, from);
    const value = end === undefined ? undefined : parse(stdout.slice(from, end));
    if (isObject(value) && typeof value['result'] === 'boolean') {
      return { kind: 'answer', answer: value, before: stdout.slice(0, from) };
    }
    if (value === undefined) failures += 1;
    if (end === undefined && beginsObject(stdout, from)) return { kind: 'truncated' };
    other ||= isObject(value);
    from = stdout.indexOf('{', end ?? from + 1);
  }
  return { kind: other ? 'other-json' : 'none' };
}

/** Each failure may read to the end of the text; output of tens of MB must not take for ever. */
const mostFailures = 32;

/** After the brace that closes the one at `from`; braces in strings do not count. */
function endOfObject(text: string, from: number): number | undefined {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const character = text.charCodeAt(at);
    if (character === quote) {
      at = endOfString(text, at);
    } else if (character === open) {
      depth += 1;
    } else if (character === close) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return undefined;
}

const [quote, open, close] = [0x22, 0x7b, 0x7d];

/** The closing quote, or the end of the text. */
function endOfString(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let backslashes = 0;
    while (text[at - 1 - backslashes] === '\\') backslashes += 1;
    if (backslashes % 2 === 0) return at;
  }
  return text.length;
}

/** `{` and a first key, or what may become one: a brace in prose does not look like it. */
function beginsObject(text: string, from: number): boolean {
  return /^\{\s*(?:"\w*"\s*:|(?:"\w*"?\s*)?$)/.test(text.slice(from, from + 200));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
