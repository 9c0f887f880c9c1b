import * as l10n from '@vscode/l10n';
import type { Group } from '../../../inventory/inventory';
import { closestName } from '../../../text/closestName';
import { componentOfGroup, components } from '../../components';
import { fileStart } from '../places';
import type { Finding, Rule } from '../rule';
import type { DmContext } from '../ruleContext';

/** L16. Such hosts are in `all`: bootstrap changes them and unsafe_cleanup.yml empties them. */
export const unknownGroup: Rule<DmContext> = {
  code: 'unknown-group',
  severity: 'warning',
  check: (context) => {
    const unknown = [...context.inventory.groups.values()].filter(
      ({ name, hosts }) =>
        name !== 'all' && hosts.length > 0 && componentOfGroup(name) === undefined,
    );
    if (unknown.length === 0) return [];
    const placed = new Set(context.instances.map(({ alias }) => alias));
    return unknown.flatMap((group): readonly Finding[] => {
      // A group that only gathers hosts of DM, such as one of a data centre, has its use.
      const stranger = group.hosts.find((host) => !placed.has(host));
      if (stranger === undefined) return [];
      const suggestion = closestName(
        group.name,
        components.map((component) => component.group),
      );
      return [
        {
          span: spanOf(group, stranger, context),
          message: message(group.name, stranger, suggestion),
          data: { group: group.name, ...(suggestion === undefined ? {} : { suggestion }) },
        },
      ];
    });
  },
};

function message(group: string, host: string, suggestion: string | undefined): string {
  if (suggestion !== undefined)
    return l10n.t('DM-Ansible knows no group {0}. Do you mean {1}?', group, suggestion);
  if (group === 'ungrouped')
    return l10n.t(
      '{0} stands in no group: no service is deployed on it, yet its kernel settings are changed.',
      host,
    );
  return l10n.t(
    'DM-Ansible knows no group {0}: no service is deployed on {1}, yet its kernel settings are changed.',
    group,
    host,
  );
}

function spanOf(group: Group, host: string, { inventory }: DmContext) {
  const header = group.headers.find(({ kind }) => kind === 'hosts') ?? group.headers[0];
  return header?.span ?? inventory.hosts.get(host)?.mentions[0]?.span ?? fileStart;
}
