/** Python's `str.splitlines()`: LF VT FF CR FS GS RS NEL LS PS (CR LF is one break; SPEC 1.3). */
export function isLineBreak(code: number): boolean {
  return code <= 0x1e
    ? (code >= 0x0a && code <= 0x0d) || code >= 0x1c
    : code === 0x85 || code === 0x2028 || code === 0x2029;
}

/**
 * Python's `str.strip()` and `\s`. JavaScript's `trim()` differs: it strips U+FEFF, which Ansible
 * keeps, and does not strip U+001C-001F and U+0085 (SPEC 1.5).
 */
function isSpace(code: number): boolean {
  if (code <= 0x20) return (code >= 0x09 && code <= 0x0d) || code >= 0x1c;
  if (code < 0x85) return false;
  return (
    code === 0x85 ||
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}

/** The same set for a regular expression's character class. */
export const spaceClass =
  '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';

/** The first offset from `start` that is no white space, at most `end`. */
export function skipSpace(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && isSpace(text.charCodeAt(at))) at++;
  return at;
}

/** The offset after the last character before `end` that is no white space, at least `start`. */
export function skipSpaceBack(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isSpace(text.charCodeAt(at - 1))) at--;
  return at;
}

/** Python's `str.strip()`. */
export function strip(text: string): string {
  const start = skipSpace(text, 0, text.length);
  return text.slice(start, skipSpaceBack(text, start, text.length));
}

/** Python compares strings by code point, JavaScript by UTF-16 unit: surrogates sort above U+FFFF. */
export function compareCodePoints(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at++) {
    const a = left.charCodeAt(at);
    const b = right.charCodeAt(at);
    if (a !== b) return rank(left, at, a) - rank(right, at, b);
  }
  return left.length - right.length;
}

/** A unit of a surrogate pair ranks above all units that stand for themselves. */
function rank(text: string, at: number, code: number): number {
  if (code < 0xd800 || code > 0xdfff) return code;
  const isPaired =
    code < 0xdc00
      ? isBetween(text.charCodeAt(at + 1), 0xdc00, 0xdfff)
      : isBetween(text.charCodeAt(at - 1), 0xd800, 0xdbff);
  return isPaired ? code + 0x10000 : code;
}

function isBetween(code: number, low: number, high: number): boolean {
  return code >= low && code <= high;
}
