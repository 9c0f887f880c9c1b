import * as l10n from '@vscode/l10n';
import { unquote } from '../../../inventory/hostLine';
import type { HostWords, Inventory } from '../../../inventory/inventory';
import type { Line } from '../../../inventory/line';
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
  ({ kind, start }: Line, line: number): boolean => {
    if (kind === 'variable') return beginsOdd(hostWords.units.codes, text.indexOf('=', start) + 1);
    return kind === 'host' && hasOddWord(hostWords, line);
  };

function hasOddWord({ units, offsets, firstOfLine }: HostWords, line: number): boolean {
  const end = firstOfLine[line + 1] ?? 0;
  for (let word = (firstOfLine[line] ?? 0) + 3; word < end; word += 3)
    if (beginsOdd(units.codes, (offsets[word + 1] ?? 0) + 1)) return true;
  return false;
}

/** Does a value begin as one that `differs`, quotes around it included? */
function beginsOdd(codes: Units['codes'], start: number): boolean {
  let at = start;
  while (isIn(blanksAndQuotes, codes[at])) at++;
  const first = codes[at];
  if (first === zero) return isIn(afterZero, codes[at + 1]);
  if (first === plus) return isIn(digits, codes[at + 1]);
  const numberStart = at;
  while (isIn(digits, codes[at])) at++;
  return at > numberStart && isIn(afterNumber, codes[at]);
}

const codesOf = (signs: string): Uint8Array =>
  Uint8Array.from({ length: 128 }, (_, code) =>
    signs.includes(String.fromCharCode(code)) ? 1 : 0,
  );
const isIn = (set: Uint8Array, code: number | undefined): boolean => set[code ?? 0] === 1;

const zero = 0x30;
const plus = 0x2b;
const digits = codesOf('0123456789');
const afterZero = codesOf('01234567_lLxX');
const afterNumber = codesOf('lL_');
const blanksAndQuotes = codesOf(` \t"'`);
