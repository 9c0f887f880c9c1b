import * as l10n from '@vscode/l10n';
import type { Host } from '../../../inventory/inventory';
import { componentOfGroup } from '../../components';
import type { Finding, Rule } from '../rule';
import type { DmContext } from '../ruleContext';

/**
 * L11. One name is one host: the deploy_dir of its last line is that of all its services. The
 * manual's first column is an alias for each service, with ansible_host.
 */
export const sharedAlias: Rule<DmContext> = {
  code: 'shared-alias',
  severity: 'warning',
  check: (context) => context.inventory.repeatedHosts.flatMap((host) => judge(context, host) ?? []),
};

function judge({ shapes }: DmContext, host: Host): Finding | undefined {
  const ofDm = host.mentions.filter(({ group }) => componentOfGroup(group) !== undefined);
  const withVariables = ofDm.filter(({ line }) => (shapes.ofLine[line]?.names.length ?? 0) > 0);
  const [first] = ofDm;
  const last = ofDm.at(-1);
  const isSpread = ofDm.some(({ group }) => group !== first?.group);
  if (first === undefined || last === undefined || !isSpread || withVariables.length < 2)
    return undefined;
  return {
    span: last.span,
    message: l10n.t(
      '{0} stands in several groups, but to Ansible it is one host: variables of this line also count for its other services. Use one alias for each service, with ansible_host.',
      host.name,
    ),
    related: ofDm
      .filter((mention) => mention !== last)
      .slice(0, 8)
      .map(({ span }) => ({ span, message: l10n.t('The same host') })),
    data: { host: host.name },
  };
}
