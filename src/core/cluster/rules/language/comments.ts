import * as l10n from '@vscode/l10n';
import { parseValue } from '../../../inventory/parseValue';
import type { Finding, Rule } from '../rule';
import type { TextContext } from '../ruleContext';
import { linesWith, type PlacedToken, tokensOf } from './suspectLines';

/** L3. A `:vars` line has no comments but behind a Python literal (SPEC 6). */
export const commentInValue: Rule<TextContext> = {
  code: 'comment-in-value',
  severity: 'warning',
  check: ({ inventory }) =>
    linesWith(inventory, ['variable'], '#').flatMap(({ tokens }) =>
      tokensOf(tokens, 'value').flatMap((value) =>
        inValue(value, tokens.find(({ kind }) => kind === 'key')?.text ?? '', /\s+#/),
      ),
    ),
};

/** L5. `;` begins a comment only at the beginning of a line (SPEC 4, 6). */
export const semicolonComment: Rule<TextContext> = {
  code: 'semicolon-comment',
  severity: 'warning',
  check: ({ inventory }) =>
    linesWith(inventory, ['variable', 'host'], ';').flatMap(({ line, tokens }) =>
      line.kind === 'variable'
        ? tokensOf(tokens, 'value').flatMap((value) =>
            inValue(value, tokens.find(({ kind }) => kind === 'key')?.text ?? '', /\s+;/),
          )
        : tokensOf(tokens, 'key')
            .filter(({ text }) => text.startsWith(';'))
            .map(({ span, text }) => ({
              span,
              message: l10n.t(
                'A semicolon begins no comment inside a line: Ansible sets a variable of the name {0}. Use #, or a line of its own.',
                text,
              ),
            })),
    ),
};

function inValue({ text, span }: PlacedToken, variable: string, sign: RegExp): readonly Finding[] {
  const parsed = parseValue(text);
  // Behind a literal, # begins a comment of Python's, and the value is what stands before it.
  if (parsed.kind !== 'value' || parsed.value.kind !== 'string' || parsed.value.value !== text)
    return [];
  const at = text.search(sign);
  if (at < 0) return [];
  return [
    {
      span: { start: span.start + at, end: span.end },
      message: l10n.t(
        'This is no comment: it becomes part of the value of {0}. Put comments on lines of their own.',
        variable,
      ),
      data: { variable, suggestion: text.slice(0, at) },
    },
  ];
}
