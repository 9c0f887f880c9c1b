import * as l10n from '@vscode/l10n';
import { componentById } from '../../components';
import { eachWorkerSetting, eachWorkerValue } from '../each';
import { groupSpan } from '../places';
import type { Finding, Rule } from '../rule';
import type { DmContext } from '../ruleContext';
import { isGtidSet } from './gtidSets';

/** W9. `True` is Python's, and renders as `enable-gtid = True`, which is no TOML. */
export const invalidEnableGtid: Rule<DmContext> = {
  code: 'invalid-enable-gtid',
  severity: 'error',
  check: (context) =>
    eachWorkerValue(context, 'enable_gtid', ({ text }) =>
      text === 'true' || text === 'false'
        ? undefined
        : {
            message: l10n.t(
              'enable_gtid must be true or false in lower case: anything else makes dm-worker.toml unreadable.',
            ),
            data: { suggestion: /^(?:true|yes|on|1)$/i.test(text) ? 'true' : 'false' },
          },
    ),
};

/** W10. switch-relay-master and a new mysql_host need it (code 30034); the default is off. */
export const gtidOff: Rule<DmContext> = {
  code: 'gtid-off',
  severity: 'hint',
  check: (context) => {
    const message = l10n.t(
      'Without enable_gtid=true the relay log can not be switched to another upstream server.',
    );
    const isUnset = context.column('enable_gtid').numbers.includes(-1);
    const { group } = componentById('dm-worker');
    const unset: readonly Finding[] = isUnset
      ? [{ span: groupSpan(context.cluster, group), message, data: { variable: 'enable_gtid' } }]
      : [];
    const off = eachWorkerValue(context, 'enable_gtid', ({ text }) =>
      text === 'false' ? { message } : undefined,
    );
    return [...unset, ...off];
  },
};

const isSet = (text: string): boolean => text !== '';

/** W12. relay/meta.go, AdjustWithStartPos looks at one of them. */
export const unusedRelayPosition: Rule<DmContext> = {
  code: 'unused-relay-position',
  severity: 'warning',
  check: (context) =>
    (['relay_binlog_name', 'relay_binlog_gtid'] as const).flatMap((name) =>
      eachWorkerSetting(context, name, isSet, (_value, worker) => {
        const isOn = context.setting(worker, 'enable_gtid')?.text === 'true';
        if (isOn === (name === 'relay_binlog_gtid')) return undefined;
        return {
          message: isOn
            ? l10n.t('relay_binlog_name is not used, because enable_gtid is true.')
            : l10n.t('relay_binlog_gtid is not used, because enable_gtid is not true.'),
          tags: ['unnecessary'],
        };
      }),
    ),
};

/** W13. Parsed even where it is not used (code 11009). */
export const invalidGtidSet: Rule<DmContext> = {
  code: 'invalid-gtid-set',
  severity: 'error',
  check: (context) =>
    eachWorkerSetting(context, 'relay_binlog_gtid', isSet, ({ text }, worker) => {
      const isMariadb = context.setting(worker, 'flavor')?.text === 'mariadb';
      if (isGtidSet(text, isMariadb ? 'mariadb' : 'mysql')) return undefined;
      return {
        message: isMariadb
          ? l10n.t(
              'This is no GTID set of MariaDB (0-1-100), and DM-worker does not start with another.',
            )
          : l10n.t(
              'This is no GTID set of MySQL (UUID:1-100), and DM-worker does not start with another.',
            ),
      };
    }),
};
