import * as l10n from '@vscode/l10n';
import { renderValue } from '../../../inventory/renderValue';
import { longestSourceId } from '../../variables/workerVariables';
import { eachWorkerValue, eachWorkerWithout } from '../each';
import type { Rule } from '../rule';
import type { DmContext } from '../ruleContext';
import { areAscii } from '../traits';
import { duplicates } from './duplicates';

/** W1. check_config_static fails without it, DM-worker does not start with an empty one (40005). */
export const missingSourceId: Rule<DmContext> = {
  code: 'missing-source-id',
  severity: 'error',
  check: (context) =>
    eachWorkerWithout(context, 'source_id', 'text', ({ alias, span }) => ({
      span,
      message: l10n.t(
        '{0} has no source_id: every DM-worker needs one, and the playbooks stop without it.',
        alias,
      ),
      data: { variable: 'source_id', host: alias },
    })),
};

/** W2. `source_id|length` of check_config_static fails for a number. */
export const sourceIdNotText: Rule<DmContext> = {
  code: 'source-id-not-text',
  severity: 'error',
  check: (context) =>
    eachWorkerValue(
      context,
      'source_id',
      ({ value, text }) =>
        value.kind === 'string'
          ? undefined
          : {
              message: l10n.t(
                'Ansible reads this source_id as a {0}, not as text, and the playbooks stop. Write {1}.',
                value.kind,
                `"'${renderValue(value)}'"`,
              ),
              data: { suggestion: text },
            },
      ({ areStrings }) => areStrings,
    ),
};

/** W3. dm/worker/config.go, verify (code 40006) counts bytes; the playbook counts characters. */
export const longSourceId: Rule<DmContext> = {
  code: 'long-source-id',
  severity: 'error',
  check: (context) =>
    eachWorkerValue(
      context,
      'source_id',
      ({ value, text }) => {
        const bytes = utf8Length(text);
        if (value.kind !== 'string' || bytes <= longestSourceId) return undefined;
        return {
          message: l10n.t(
            'source_id has {0} bytes; DM-worker refuses more than {1}.',
            bytes,
            longestSourceId,
          ),
        };
      },
      (traits) => areAscii(traits) && traits.longest <= longestSourceId,
    ),
};

/** W4. DM-master keeps a map: the later worker replaces the earlier, silently. */
export const duplicateSourceId: Rule<DmContext> = {
  code: 'duplicate-source-id',
  severity: 'error',
  check: (context) =>
    duplicates(context, 'source_id').map(({ setting, ...finding }) => ({
      ...finding,
      message: l10n.t(
        'Another DM-worker has the source_id {0} too: DM-master would know only one of them.',
        setting.text,
      ),
    })),
};

function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
