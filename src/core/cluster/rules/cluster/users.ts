import * as l10n from '@vscode/l10n';
import { eachSetting, eachWorkerValue, type Verdict } from '../each';
import { allVarsSpan, globalPlace } from '../places';
import type { Rule } from '../rule';
import type { DmContext } from '../ruleContext';
import type { SetValue } from '../setting';

/** A1. The first check runs on localhost, which sees `[all:vars]` only. */
export const missingAnsibleUser: Rule<DmContext> = {
  code: 'missing-ansible-user',
  severity: 'error',
  check: (context) =>
    context.global('ansible_user') !== undefined
      ? []
      : [
          {
            span: allVarsSpan(context.cluster),
            message: l10n.t(
              'ansible_user is not set in [all:vars]: the playbooks stop at their first check. Add it, for example ansible_user = tidb.',
            ),
            data: { variable: 'ansible_user', group: 'all', suggestion: 'tidb' },
          },
        ],
};

/** A2. check_config_static sees the one of `[all:vars]`; elsewhere nobody would notice. */
export const rootUser: Rule<DmContext> = {
  code: 'root-user',
  severity: 'error',
  check: (context) => {
    const judge = (setting: SetValue): Verdict | undefined =>
      setting.text === 'root' ? verdict() : undefined;
    const global = context.global('ansible_user');
    const atGlobal =
      global?.text === 'root' ? [{ ...globalPlace(context, global), ...verdict() }] : [];
    // A file that sets it for all is one problem, not one of each host.
    if (global?.text === 'root' && global.origin?.kind === 'groupFile') return atGlobal;
    return [
      ...atGlobal,
      ...eachSetting(context, context.services, 'ansible_user', judge),
      ...eachWorkerValue(context, 'ansible_user', judge),
    ];
  },
};

const verdict = (): Verdict => ({
  message: l10n.t(
    'DM-Ansible does not run as root: set ansible_user to a normal user with sudo, for example tidb.',
  ),
  data: { variable: 'ansible_user', suggestion: 'tidb' },
});

const passwords = [
  'ansible_ssh_pass',
  'ansible_password',
  'ansible_become_pass',
  'ansible_become_password',
] as const;

/** A14. Whoever reads the inventory can log in. */
export const clearTextLogin: Rule<DmContext> = {
  code: 'clear-text-login',
  severity: 'hint',
  check: (context) => {
    return passwords.flatMap((name) => {
      const judge = ({ value, text }: SetValue): Verdict | undefined =>
        // A value that ansible-vault encrypted is a dictionary to the reader of files.
        value.kind === 'dict' || text === ''
          ? undefined
          : {
              message: l10n.t(
                '{0} stands here for everyone who can read the file. Use an ssh key and sudo without a password.',
                name,
              ),
              data: { variable: name },
            };
      return [
        ...eachSetting(context, context.services, name, judge),
        ...eachWorkerValue(context, name, judge),
      ];
    });
  },
};
