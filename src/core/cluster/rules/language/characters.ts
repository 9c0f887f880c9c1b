import * as l10n from '@vscode/l10n';
import type { Finding, Rule } from '../rule';
import type { TextContext } from '../ruleContext';
import { linesWith, type PlacedToken, type SuspectLine, tokensOf } from './suspectLines';

const invisible = /[\ufeff\u200b\u00a0\u3000]/;
const content = ['header', 'host', 'variable', 'child'] as const;
const meaningful = ['groupName', 'hostPattern', 'key', 'value', 'childGroup'] as const;

/** L2. Ansible takes them for letters of the name or value, nobody sees them (SPEC 1, 4). */
export const invisibleCharacter: Rule<TextContext> = {
  code: 'invisible-character',
  severity: 'warning',
  check: ({ inventory }) =>
    linesWith(inventory, content, '\ufeff', '\u200b', '\u00a0', '\u3000').flatMap(({ tokens }) =>
      tokensOf(tokens, ...meaningful).flatMap(invisibleIn),
    ),
};

function invisibleIn({ text, span }: PlacedToken): readonly Finding[] {
  const at = text.search(invisible);
  if (at < 0) return [];
  const code = (text.codePointAt(at) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  const start = span.start + at;
  return [
    {
      span: { start, end: start + 1 },
      message: l10n.t(
        'Here is a character that looks like a blank or like nothing (U+{0}): Ansible takes it for part of the name or value. Type a blank instead, or delete it.',
        code,
      ),
    },
  ];
}

/** L4. `shlex` ends a line at an unquoted # even inside a word (SPEC 4.1). */
export const hashCutsLine: Rule<TextContext> = {
  code: 'hash-cuts-line',
  severity: 'warning',
  check: ({ inventory }) => linesWith(inventory, ['host'], '#').flatMap(cutOf),
};

function cutOf({ tokens }: SuspectLine): readonly Finding[] {
  const at = tokens.findIndex(({ kind }) => kind === 'comment');
  const comment = tokens[at];
  if (comment === undefined || tokens[at - 1]?.kind === 'space') return [];
  const key = tokens.findLast(({ kind }) => kind === 'key');
  return [
    {
      span: comment.span,
      message: l10n.t(
        'Ansible ends the line at this #: the rest of the value and all variables after it are lost. Put the value into quotes.',
      ),
      data: key === undefined ? {} : { variable: key.text },
    },
  ];
}

/** L17. Outside quotes `shlex` removes a backslash (SPEC 4.1). */
export const backslashRemoved: Rule<TextContext> = {
  code: 'backslash-removed',
  severity: 'hint',
  check: ({ inventory }) =>
    linesWith(inventory, ['host'], '\\').flatMap(({ tokens }) =>
      tokens.flatMap((token, index): readonly Finding[] => {
        const at = token.kind === 'value' ? looseBackslash(token.text) : -1;
        if (at < 0) return [];
        const start = token.span.start + at;
        return [
          {
            span: { start, end: start + 1 },
            message: l10n.t(
              'Ansible removes this backslash. Put the value into single quotes if it is meant.',
            ),
            data: { variable: tokens[index - 2]?.text ?? '' },
          },
        ];
      }),
    ),
};

/** The first backslash outside quotes, or -1. */
export function looseBackslash(written: string): number {
  let quote = '';
  for (let at = 0; at < written.length; at++) {
    const character = written.charAt(at);
    if (quote === '') {
      if (character === '\\') return at;
      if (character === '"' || character === "'") quote = character;
    } else if (character === quote) quote = '';
    else if (character === '\\' && quote === '"') at++;
  }
  return -1;
}
