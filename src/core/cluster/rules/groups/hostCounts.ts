import * as l10n from '@vscode/l10n';
import { type Component, components } from '../../components';
import { groupSpan } from '../places';
import type { Rule } from '../rule';
import type { DmContext } from '../ruleContext';

/** G1. What `check config locally` refuses (roles/check_config_static); `-l HOST` skips it. */
export const groupHostCount: Rule<DmContext> = {
  code: 'group-host-count',
  severity: 'error',
  check: ({ cluster }) =>
    components.flatMap((component) => {
      if (component.hosts === 'any') return [];
      const entry = cluster.components.find((candidate) => candidate.component === component);
      const count = entry?.instances.length ?? 0;
      if (component.hosts === 'exactly-one' ? count === 1 : count >= 1) return [];
      return [
        {
          span: groupSpan(cluster, component.group),
          message: countMessage(component, count),
          data: { group: component.group },
        },
      ];
    }),
};

function countMessage({ hosts, group }: Component, count: number): string {
  return hosts === 'exactly-one'
    ? l10n.t('Group {0} must have exactly one host; it has {1}.', group, count)
    : l10n.t('Group {0} must have at least one host.', group);
}

/** G2. Nothing is wrong with a cluster without a portal. */
export const noPortal: Rule<DmContext> = {
  code: 'no-portal',
  severity: 'hint',
  check: ({ cluster, services }) =>
    services.some(({ component }) => component === 'dm-portal')
      ? []
      : [
          {
            span: groupSpan(cluster, 'dm_portal_servers'),
            message: l10n.t(
              'Group dm_portal_servers has no host: DM-portal, which generates task files, is not deployed.',
            ),
            data: { group: 'dm_portal_servers' },
          },
        ],
};
