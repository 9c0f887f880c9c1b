import * as l10n from '@vscode/l10n';
import type { Rule } from '../rule';
import type { TextContext } from '../ruleContext';

/** L1, L6. Ansible only warns, exits 0 and runs on the partly read inventory (SPEC 13). */
export const parseError: Rule<TextContext> = {
  code: 'parse-error',
  severity: 'error',
  check: ({ inventory: { error } }) =>
    error === undefined
      ? []
      : [
          {
            span: error.span,
            message:
              error.stage === 'read'
                ? error.message
                : l10n.t(
                    'Ansible refuses this inventory: {0}. It would only warn and run on what stands above this line, so nothing can be run until this is corrected.',
                    error.message,
                  ),
          },
        ],
};
