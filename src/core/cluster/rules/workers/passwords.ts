import * as l10n from '@vscode/l10n';
import { classifyPassword } from '../../password';
import { isBefore } from '../../version';
import { eachWorkerSetting, eachWorkerValue, eachWorkerWithout } from '../each';
import { looseBackslash } from '../language/characters';
import type { Finding, Rule } from '../rule';
import type { DmContext } from '../ruleContext';

const name = 'mysql_password';
const hash = 0x23;

/** W19. The template fails without it; empty is allowed. */
export const missingPassword: Rule<DmContext> = {
  code: 'missing-password',
  severity: 'error',
  check: (context) =>
    eachWorkerWithout(context, name, 'value', ({ alias, span }) => ({
      span,
      message: l10n.t(
        "{0} has no mysql_password, without which it can not be deployed. Write mysql_password='' if there is none.",
        alias,
      ),
      data: { variable: name, host: alias },
    })),
};

/** W19. DM-worker before 1.0.6 stops at a password that it can not decrypt. */
export const refusedPassword: Rule<DmContext> = {
  code: 'refused-password',
  severity: 'error',
  check: (context) =>
    takesPlainText(context)
      ? []
      : plain(context, () =>
          l10n.t(
            'DM before 1.0.6 does not start with a password in plain text. Encrypt it with dmctl -encrypt.',
          ),
        ),
};

/** W19. Since 1.0.6 it is taken as it is (CHANGELOG; pkg/utils/encrypt.go). */
export const plainPassword: Rule<DmContext> = {
  code: 'plain-password',
  severity: 'warning',
  check: (context) =>
    takesPlainText(context)
      ? plain(context, () =>
          l10n.t(
            'This password is in plain text. Encrypted with dmctl -encrypt, it is neither readable at a glance nor changed by quotes and signs.',
          ),
        )
      : [],
};

/** W19. `1e5` becomes 100000.0, `None` nothing, and Python 2 reads 0123 as 83. */
export const passwordNotText: Rule<DmContext> = {
  code: 'password-not-text',
  severity: 'warning',
  check: (context) =>
    eachWorkerValue(
      context,
      name,
      ({ value }) =>
        value.kind === 'string'
          ? undefined
          : {
              message: l10n.t(
                'Ansible reads this password as a {0}, and may write it otherwise. Encrypt it, or put it into two pairs of quotes.',
                value.kind,
              ),
            },
      ({ areStrings }) => areStrings,
    ),
};

const isAny = (): boolean => true;

/** W19. What Ansible reads is not what stands there. */
export const alteredPassword: Rule<DmContext> = {
  code: 'altered-password',
  severity: 'warning',
  check: (context) => {
    const { text, offsets } = context.inventory.hostWords;
    const hasBackslash = text.includes('\\');
    return eachWorkerSetting(context, name, isAny, (_value, _worker, word) => {
      if (word < 0) return undefined;
      const end = offsets[word + 2] ?? 0;
      const isCut = text.charCodeAt(end) === hash;
      const isChanged =
        hasBackslash && looseBackslash(text.slice((offsets[word + 1] ?? 0) + 1, end)) >= 0;
      if (!isCut && !isChanged) return undefined;
      return {
        message: l10n.t(
          'Ansible reads another password than the one that stands here: an unquoted # ends it, an unquoted backslash disappears. Put it into single quotes, or encrypt it.',
        ),
      };
    });
  },
};

/** W19. */
export const emptyPassword: Rule<DmContext> = {
  code: 'empty-password',
  severity: 'hint',
  check: (context) =>
    eachWorkerValue(
      context,
      name,
      ({ text }) =>
        text === '' ? { message: l10n.t('The upstream user has no password.') } : undefined,
      ({ shortest }) => shortest > 0,
    ),
};

function plain(context: DmContext, say: () => string): readonly Finding[] {
  return eachWorkerValue(context, name, ({ value, text }) =>
    value.kind === 'string' && classifyPassword(text) === 'plain' ? { message: say() } : undefined,
  );
}

/** Without a version that says otherwise, it is taken for a recent one. */
const takesPlainText = (context: DmContext): boolean =>
  !isBefore(context.global('dm_version')?.text ?? '', [1, 0, 6]);
