import * as l10n from '@vscode/l10n';
import { eachSetting } from '../each';
import { groupSpan } from '../places';
import type { Rule } from '../rule';
import type { DmContext } from '../ruleContext';

const grafanas = ({ services }: DmContext) =>
  services.filter(({ component }) => component === 'grafana');

/** A10. It stands unquoted in an address, in a shell line and in grafana.ini (start.yml). */
export const oddGrafanaPassword: Rule<DmContext> = {
  code: 'odd-grafana-password',
  severity: 'warning',
  check: (context) =>
    ['grafana_admin_password', 'grafana_admin_user'].flatMap((name) =>
      eachSetting(context, grafanas(context), name, ({ value, text }) =>
        value.kind === 'string' && text !== '' && !/[@:/#?&"'$\\`;%\s]/.test(text)
          ? undefined
          : {
              message: l10n.t(
                '{0} stands unquoted in an address and in a shell command of start.yml: use letters and digits, beginning with a letter.',
                name,
              ),
              data: { variable: name },
            },
      ),
    ),
};

/** A11. */
export const defaultGrafanaLogin: Rule<DmContext> = {
  code: 'default-grafana-login',
  severity: 'hint',
  check: (context) =>
    grafanas(context).flatMap((grafana) => {
      const user = context.setting(grafana, 'grafana_admin_user');
      const password = context.setting(grafana, 'grafana_admin_password');
      if ((user?.text ?? 'admin') !== 'admin' || (password?.text ?? 'admin') !== 'admin') return [];
      return [
        {
          span: groupSpan(context.cluster, 'grafana_servers'),
          message: l10n.t(
            'Grafana has the login that everybody knows, admin/admin. Set grafana_admin_password.',
          ),
          data: { variable: 'grafana_admin_password', host: grafana.alias, group: 'all' },
        },
      ];
    }),
};
