import * as l10n from '@vscode/l10n';
import { unquote } from '../../../inventory/hostLine';
import type { Rule } from '../rule';
import type { TextContext } from '../ruleContext';
import { linesMatching } from './suspectLines';

/** Whole values that are typed differently; SPEC 14 has the table. */
const differs =
  /^(?:0[0-7]+|[1-9][0-9]*[lL]|0[lL]|\+[0-9]+|[1-9][0-9]*(?:_[0-9]+)+|0[xX]_?[0-9a-fA-F]+(?:_[0-9a-fA-F]+)+)$/;
const suspect = /=\s*["']*(?:0[0-7_lLxX]|\+[0-9]|[1-9][0-9]*[lL_])/;

/** L7. Control machines of DM-Ansible 1.0 have Python 2.7: there `0123` is 83. */
export const pythonDependent: Rule<TextContext> = {
  code: 'python-dependent-value',
  severity: 'warning',
  check: ({ inventory }) =>
    linesMatching(inventory, ['host', 'variable'], suspect).flatMap(({ line, tokens }) =>
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
