import * as l10n from '@vscode/l10n';
import { eachSetting, eachWorkerSetting, eachWorkerValue, type Verdict } from '../each';
import type { Rule } from '../rule';
import type { DmContext } from '../ruleContext';
import type { SetValue } from '../setting';
import { areWords, hasLetters } from '../traits';

// An expression written inside a function is made anew for each value.
const breaking = /["\\\r\n]/;

/** W5, W19. dm-worker.toml.j2 and dm-master.toml.j2 put them into quotes and escape nothing. */
export const tomlBreakingCharacter: Rule<DmContext> = {
  code: 'toml-breaking-character',
  severity: 'error',
  check: (context) =>
    ['source_id', 'mysql_user', 'mysql_host', 'mysql_password'].flatMap((name) =>
      eachWorkerValue(
        context,
        name,
        ({ text }) =>
          breaking.test(text)
            ? {
                message: l10n.t(
                  'A double quote, a backslash or a line end in {0} breaks the configuration file: it is written without escaping.',
                  name,
                ),
              }
            : undefined,
        areWords,
      ),
    ),
};

/** W11. DM: VerifyFilename (code 40007). */
export const invalidBinlogName: Rule<DmContext> = {
  code: 'invalid-binlog-name',
  severity: 'error',
  check: (context) =>
    eachWorkerValue(context, 'relay_binlog_name', ({ text }) =>
      text === '' || (/^[^.]+\.\d+$/.test(text) && /[1-9]/.test(text.slice(text.indexOf('.'))))
        ? undefined
        : {
            message: l10n.t(
              'This is no name of a binlog file: one dot and a number above 0, as in mysql-bin.000001. DM-worker does not start with another.',
            ),
          },
    ),
};

/** W14. */
export const invalidFlavor: Rule<DmContext> = {
  code: 'invalid-flavor',
  severity: 'error',
  check: (context) =>
    eachWorkerValue(context, 'flavor', ({ text }) =>
      ['mysql', 'mariadb', ''].includes(text)
        ? undefined
        : {
            message: l10n.t('flavor is mysql or mariadb, in lower case.'),
            data: { suggestion: /maria/i.test(text) ? 'mariadb' : 'mysql' },
          },
    ),
};

/** W15. The default of group_vars hides the automatic detection. */
export const mariadbWithoutFlavor: Rule<DmContext> = {
  code: 'mariadb-without-flavor',
  severity: 'hint',
  check: (context) =>
    eachWorkerSetting(
      context,
      'mysql_host',
      (text) => /maria/i.test(text),
      (_value, worker) => {
        const flavor = context.setting(worker, 'flavor');
        if (flavor?.word !== undefined && flavor.word >= 0) return undefined;
        return {
          message: l10n.t(
            'The name says MariaDB, but flavor is mysql by default and is not detected. Set flavor=mariadb on this line.',
          ),
          data: { variable: 'flavor', host: worker.alias, suggestion: 'mariadb' },
        };
      },
      (traits) => !hasLetters(traits),
    ),
};

const levels = ['debug', 'info', 'warn', 'warning', 'error', 'fatal'];

/** W23. cmd/dm-worker/main.go, pkg/log: capitals are folded, `warning` is `warn`. */
export const invalidLogLevel: Rule<DmContext> = {
  code: 'invalid-log-level',
  severity: 'error',
  check: (context) => {
    const judge = ({ text }: SetValue): Verdict | undefined =>
      levels.includes(text.toLowerCase())
        ? undefined
        : { message: l10n.t('The log level is one of debug, info, warn, error and fatal.') };
    const masters = context.services.filter(({ component }) => component === 'dm-master');
    return [
      ...eachWorkerValue(context, 'dm_worker_log_level', judge),
      ...eachSetting(context, masters, 'dm_master_log_level', judge),
    ];
  },
};
