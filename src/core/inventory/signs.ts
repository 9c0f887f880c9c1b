/**
 * What kinds of characters a text holds, as bits. They tell the everyday values of an inventory
 * without a look at their texts: words, paths, addresses, versions, port numbers.
 */
export type Signs = number;

/** The underscore is one. */
export const letter = 1;
export const digit = 2;
/** Beside `digit`. */
export const zero = 4;
/** `: / @ + = , % ~ # -` and the blank: no text with them that begins with a name is a literal. */
const mark = 8;
/** Beside `mark`: no number begins with it. */
const leadingMark = 16;
/** Quotes, braces, the backslash, line ends: what is left of ASCII. */
export const otherSign = 32;
export const beyondAscii = 64;
/** The highest bit, so that a shift counts dots. */
export const dot = 128;

const table = Uint8Array.from({ length: 128 }, (_, code) => classify(String.fromCharCode(code)));

function classify(character: string): Signs {
  if (/\d/.test(character)) return character === '0' ? digit | zero : digit;
  if (/\w/.test(character)) return letter;
  if (character === '.') return dot;
  if (':/@=,%'.includes(character)) return mark | leadingMark;
  return '+~# -'.includes(character) ? mark : otherSign;
}

export function signOf(unit: number): Signs {
  return unit < 128 ? (table[unit] ?? otherSign) : beyondAscii;
}

/** Of one sign: 1 for a dot, else 0. */
export const dotsOf = (sign: Signs): number => sign >> 7;

/** Longer whole numbers are left to the evaluator. */
const longestNumber = 16;

/**
 * How Ansible types a text of such characters, if that is known: as what stands there, text or a
 * whole number. A `name` is text unless it `mayBeConstant`. undefined says nothing: `1e5`, `-1`, `[1]`,
 * `'1'` and many more have to be read.
 *
 * @param dots how many of its characters are dots
 */
export function plainKind(
  first: number,
  length: number,
  signs: Signs,
  dots: number,
): 'string' | 'int' | 'name' | undefined {
  if ((signs & (otherSign | beyondAscii)) !== 0) return undefined;
  const sign = signOf(first);
  if ((sign & digit) !== 0) {
    // 10.0.0.1: to Python a number with two dots is none.
    if ((signs & ~(digit | zero | dot)) !== 0) return undefined;
    if (dots > 0) return dots > 1 ? 'string' : undefined;
    return length === 1 || ((sign & zero) === 0 && length <= longestNumber) ? 'int' : undefined;
  }
  if ((sign & (letter | leadingMark)) === 0) return undefined;
  return initials.includes(first) ? 'name' : 'string';
}

/** T, F and N. */
const initials = [0x54, 0x46, 0x4e];

/** Of a text that begins with one of them: `True`, `False` and `None` mean something, also in `True,1`. */
export const mayBeConstant = (text: string): boolean => /^(?:True|False|None)/.test(text);
