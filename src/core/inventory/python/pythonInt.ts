import { strip } from '../characters';
import { quotePython } from './pythonText';

/** Python's sys.int_max_str_digits: longer decimal texts are no integers. */
export const maxIntegerDigits = 4300;

const integer = /^([+-]?)(\p{Nd}+(?:_\p{Nd}+)*)$/u;

/** What Python says, or the number. */
export type IntegerResult = { readonly value: bigint } | { readonly message: string };

/** Python's `int(text)`: white space around, `_` between digits, the digits of every script. */
export function parseInteger(text: string): IntegerResult {
  const match = integer.exec(strip(text));
  if (match?.[2] === undefined)
    return { message: `invalid literal for int() with base 10: ${shortQuote(text)}` };
  const digits = Array.from(match[2].replaceAll('_', ''), asciiDigit).join('');
  if (digits.length > maxIntegerDigits)
    return {
      message: `Exceeds the limit (${maxIntegerDigits} digits) for integer string conversion: value has ${digits.length} digits; use sys.set_int_max_str_digits() to increase the limit`,
    };
  return { value: BigInt((match[1] === '-' ? '-' : '') + digits) };
}

/** Python shows the first 200 characters (longobject.c, `%.200R`). */
function shortQuote(text: string): string {
  return Array.from(quotePython(text)).slice(0, 200).join('');
}

/** Unicode's decimal digits come in runs of ten, each from zero to nine. */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  if (code < 0x80) return digit;
  let zero = code;
  while (/^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String((code - zero) % 10);
}
