import { parseInteger } from './python/pythonInt';

/** All names of a pattern, or Ansible's words for why there are none. */
export type Expansion = { readonly names: readonly string[] } | { readonly message: string };

/** Hosts that the ranges of a file may name. Ansible has no bound, and dies of `[1:999999999]`. */
export const maxHosts = 500_000;
const maxCharacters = 50_000_000;

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Expands every `[begin:end:step]`, the first one being the outer loop (SPEC 5.2). */
export function expandRanges(pattern: string, room: number): Expansion {
  const limit = Math.min(room, Math.floor(maxCharacters / pattern.length));
  let names: readonly string[] = [pattern];
  while (names[0]?.includes('[') === true) {
    const wider: string[] = [];
    for (const name of names) {
      const expansion = expandFirstRange(name, limit - wider.length);
      if ('message' in expansion) return expansion;
      for (const wide of expansion.names) wider.push(wide);
    }
    names = wider;
  }
  return { names };
}

function expandFirstRange(pattern: string, room: number): Expansion {
  // Ansible replaces the brackets by bars and splits at bars, its own and the pattern's.
  const parts = pattern.replace('[', '|').replace(']', '|').split('|');
  const [head = '', range = '', tail = ''] = parts;
  if (parts.length < 3)
    return { message: `not enough values to unpack (expected 3, got ${parts.length})` };
  if (parts.length > 3) return { message: 'too many values to unpack (expected 3)' };
  const bounds = range.split(':');
  if (bounds.length !== 2 && bounds.length !== 3)
    return { message: 'host range must be begin:end or begin:end:step' };
  const begin = bounds[0] === '' ? '0' : (bounds[0] ?? '0');
  const end = bounds[1] ?? '';
  if (end === '') return { message: 'host range must specify end value' };
  const isPadded = begin.length > 1 && begin.startsWith('0');
  if (isPadded && Array.from(begin).length !== Array.from(end).length)
    return { message: 'host range must specify equal-length begin and end formats' };
  const sequence =
    letterSequence(begin, end, bounds[2] ?? '1') ??
    numberSequence(begin, end, bounds[2] ?? '1', room);
  if ('message' in sequence) return sequence;
  const width = isPadded ? Array.from(begin).length : 0;
  return { names: sequence.names.map((middle) => head + zeroFill(middle, width) + tail) };
}

/** Python's `str.zfill`: the sign stays in front. */
function zeroFill(digits: string, width: number): string {
  return digits.startsWith('-')
    ? `-${digits.slice(1).padStart(width - 1, '0')}`
    : digits.padStart(width, '0');
}

/** Bounds that are found in the alphabet, as substrings; undefined: they are numbers, if anything. */
function letterSequence(begin: string, end: string, stepText: string): Expansion | undefined {
  const first = letters.indexOf(begin);
  const last = letters.indexOf(end);
  if (first < 0 || last < 0) return undefined;
  if (first > last) return { message: 'host range must have begin <= end' };
  const step = parseInteger(stepText);
  if ('message' in step || step.value === 0n) return undefined;
  if (step.value < 0n) return { names: [] };
  const stride = Number(step.value);
  return { names: Array.from(letters.slice(first, last + 1)).filter((_, at) => at % stride === 0) };
}

function numberSequence(begin: string, end: string, stepText: string, room: number): Expansion {
  const first = parseInteger(begin);
  if ('message' in first) return first;
  const last = parseInteger(end);
  if ('message' in last) return last;
  const step = parseInteger(stepText);
  if ('message' in step) return step;
  if (step.value === 0n) return { message: 'range() arg 3 must not be zero' };
  const names: string[] = [];
  const isUp = step.value > 0n;
  // Python's range stops before end + 1, also when it counts down.
  for (let at = first.value; isUp ? at <= last.value : at > last.value + 1n; at += step.value) {
    if (names.length >= room) return { message: `host range is too large` };
    names.push(String(at));
  }
  return { names };
}
