/** A word of a host line that may be half typed: offsets in the line, the first `=` or -1. */
export interface TypedWord {
  readonly start: number;
  readonly end: number;
  readonly equals: number;
}

/**
 * Splits a host line as shlex does (SPEC 4.1), but takes a quote that is not closed, or closed only
 * by the next word's opening one, for a sign like others: it was just typed.
 */
export function readTypedWords(line: string): {
  readonly words: readonly TypedWord[];
  /** Where a comment begins; infinite without one. */
  readonly comment: number;
} {
  const words: TypedWord[] = [];
  let at = 0;
  while (at < line.length) {
    const sign = line[at] ?? '';
    if (sign === '#') return { words, comment: at };
    if (isBlank(sign)) {
      at++;
      continue;
    }
    const start = at;
    while (at < line.length && !isBlank(line[at] ?? '') && line[at] !== '#')
      at = afterSign(line, at);
    const end = Math.min(at, line.length);
    const equals = line.slice(start, end).indexOf('=');
    words.push({ start, end, equals: equals < 0 ? -1 : start + equals });
  }
  return { words, comment: Number.POSITIVE_INFINITY };
}

const isBlank = (sign: string): boolean => sign === ' ' || sign === '\t';

/** Opens a value: `source_id="`. */
const opening = /[ \t][A-Za-z_]\w*=$/;

function afterSign(line: string, at: number): number {
  const sign = line[at];
  if (sign === '\\') return at + 2;
  if (sign !== '"' && sign !== "'") return at + 1;
  let close = at + 1;
  while (close < line.length && line[close] !== sign) {
    close += sign === '"' && line[close] === '\\' ? 2 : 1;
  }
  if (close >= line.length || opening.test(line.slice(at + 1, close))) return at + 1;
  return close + 1;
}
