import * as l10n from '@vscode/l10n';
import { createVariableLookup } from '../../../inventory/effectiveVariables';
import type { Inventory } from '../../../inventory/inventory';
import { noVariableFiles } from '../../../inventory/variableFiles';
import { toSetting } from '../columns';
import { globalPlace } from '../places';
import type { Finding, Rule } from '../rule';
import type { DmContext } from '../ruleContext';
import { originSpan, type Setting } from '../setting';

/** Beside inventory.ini; create_users.yml makes the user on all of its hosts. */
const path = 'hosts.ini';

/**
 * A13. Only a hint: the machines may have been prepared otherwise, and the manual itself keeps only
 * new ones there.
 */
export const hostNotInHostsFile: Rule<DmContext> = {
  code: 'host-not-in-hosts-file',
  severity: 'hint',
  check: ({ hostsFile, instances, addresses }) => {
    if (hostsFile === undefined || hostsFile.error !== undefined) return [];
    const listed = addressesOf(hostsFile);
    const header = hostsFile.groups.get('servers')?.headers[0];
    const place = { span: header?.span ?? { start: 0, end: 0 }, path };
    const seen = new Set<string>();
    const all = addresses();
    return instances.flatMap((instance, index): readonly Finding[] => {
      const address = all[index] ?? '';
      if (listed.has(address) || seen.has(address) || address.includes('{{')) return [];
      seen.add(address);
      return [
        {
          span: instance.span,
          message: l10n.t(
            '{0} is not in hosts.ini: create_users.yml will not prepare this machine.',
            address,
          ),
          related: [{ ...place, message: l10n.t('It would be listed here') }],
          data: { address, host: instance.alias },
        },
      ];
    });
  },
};

/** A13. The user, its key and its sudo rule are those of hosts.ini. */
export const differentUsername: Rule<DmContext> = {
  code: 'different-username',
  severity: 'warning',
  check: (context) => {
    const { hostsFile } = context;
    if (hostsFile === undefined || hostsFile.error !== undefined) return [];
    const created = toSetting(
      createVariableLookup(hostsFile, noVariableFiles).findGlobal('username'),
    );
    const used = context.global('ansible_user');
    if (created === undefined || used === undefined || created.isTemplate || used.isTemplate)
      return [];
    return created.text === used.text ? [] : [disagreement(context, used, created)];
  },
};

function disagreement(context: DmContext, used: Setting, created: Setting): Finding {
  const span = created.origin && originSpan(created.origin);
  return {
    span: globalPlace(context, used).span,
    message: l10n.t(
      'create_users.yml creates the user {0} of hosts.ini, but ansible_user is {1}: Ansible could not log in.',
      created.text,
      used.text,
    ),
    related: [
      { span: span ?? { start: 0, end: 0 }, path, message: l10n.t('The user that is created') },
    ],
    data: { variable: 'ansible_user', suggestion: created.text },
  };
}

/** L1. Only create_users.yml reads it, so no run of the cluster is at stake. */
export const hostsFileError: Rule<DmContext> = {
  code: 'hosts-file-error',
  severity: 'warning',
  check: ({ hostsFile }) =>
    hostsFile?.error === undefined
      ? []
      : [
          {
            path,
            span: hostsFile.error.span,
            message:
              hostsFile.error.stage === 'read'
                ? hostsFile.error.message
                : l10n.t(
                    'Ansible refuses hosts.ini: {0}. create_users.yml would prepare only the machines above this line.',
                    hostsFile.error.message,
                  ),
          },
        ],
};

function addressesOf(hostsFile: Inventory): ReadonlySet<string> {
  const lookup = createVariableLookup(hostsFile, noVariableFiles);
  return new Set(
    [...hostsFile.hosts.keys()].flatMap((name) => {
      const address = toSetting(lookup.find(name, 'ansible_host'));
      return address === undefined ? [name] : [name, address.text];
    }),
  );
}
