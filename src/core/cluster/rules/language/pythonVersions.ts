import * as l10n from '@vscode/l10n';
import { skipSpace } from '../../../inventory/characters';
import { isQuoteOrBackslash, unquote } from '../../../inventory/hostLine';
import type { HostWords, Inventory } from '../../../inventory/inventory';
import type { Line } from '../../../inventory/line';
import { digit, signOf } from '../../../inventory/signs';
import type { Units } from '../../../inventory/units';
import type { Rule } from '../rule';
import type { TextContext } from '../ruleContext';
import { linesWhere } from './suspectLines';

/** Whole values that are typed differently; SPEC 14 has the table. */
const differs =
  /^(?:0[0-7]+|[1-9][0-9]*[lL]|0[lL]|\+[0-9]+|[1-9][0-9]*(?:_[0-9]+)+|0[xX]_?[0-9a-fA-F]+(?:_[0-9a-fA-F]+)+)$/;
/** L7. Control machines of DM-Ansible 1.0 have Python 2.7: there `0123` is 83. */
export const pythonDependent: Rule<TextContext> = {
  code: 'python-dependent-value',
  severity: 'warning',
  check: ({ inventory }) =>
    linesWhere(inventory, isSuspect(inventory)).flatMap(({ line, tokens }) =>
      tokens.flatMap((token, index) => {
        if (token.kind !== 'value') return [];
        const text = line.kind === 'host' ? unquote(token.text) : token.text;
        if (!differs.test(text)) return [];
        const key = tokens.slice(0, index).findLast(({ kind }) => kind === 'key');
        return [
          {
            span: token.span,
            message: l10n.t(
              'Python 2.7 and Python 3 read this number differently, so its meaning depends on the control machine. Write a plain number, or a text in two pairs of quotes.',
            ),
            data: { variable: key?.text ?? '', suggestion: text },
          },
        ];
      }),
    ),
};

/** Whether a line has to be looked at: an expression for all lines would read all of the text. */
const isSuspect =
  ({ text, hostWords }: Inventory) =>
  (line: Line, index: number): boolean => {
    if (line.kind === 'host') return hasOddWord(hostWords, index);
    if (line.kind !== 'variable') return false;
    const end = line.start + line.text.length;
    const valueStart = skipSpace(text, text.indexOf('=', line.start) + 1, end);
    return beginsOdd(hostWords.units.codes, valueStart, end);
  };

function hasOddWord({ units, offsets, firstOfLine }: HostWords, line: number): boolean {
  const lineEnd = firstOfLine[line + 1] ?? 0;
  for (let word = (firstOfLine[line] ?? 0) + 3; word < lineEnd; word += 3)
    if (beginsOdd(units.codes, (offsets[word + 1] ?? 0) + 1, offsets[word + 2] ?? 0)) return true;
  return false;
}

/** Does a value begin as one that `differs`? Quotes and backslashes may stand anywhere in it. */
function beginsOdd(codes: Units['codes'], start: number, end: number): boolean {
  let at = start;
  while (at < end && isQuoteOrBackslash(codes[at])) at++;
  const first = at;
  while (at < end && isDigit(codes[at])) at++;
  // `01"2"` may be any number; a quote that closes the value ends it.
  const isOpen = at < end - 1 && isQuoteOrBackslash(codes[at]);
  if (codes[first] === plus)
    return isDigit(codes[first + 1]) || isQuoteOrBackslash(codes[first + 1]);
  if (at === first) return false;
  if (codes[first] === zero && at > first + 1) return true;
  return isOpen || isIn(codes[first] === zero ? afterZero : afterNumber, codes[at]);
}

const codesOf = (signs: string): Uint8Array =>
  Uint8Array.from({ length: 128 }, (_, code) =>
    signs.includes(String.fromCharCode(code)) ? 1 : 0,
  );
const isDigit = (code: number | undefined): boolean => (signOf(code ?? 0) & digit) !== 0;
const isIn = (set: Uint8Array, code: number | undefined): boolean => set[code ?? 0] === 1;

const zero = 0x30;
const plus = 0x2b;
const afterZero = codesOf('_lLxX');
const afterNumber = codesOf('lL_');
