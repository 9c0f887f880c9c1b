import * as l10n from '@vscode/l10n';
import type { Inventory } from '../../inventory/inventory';
import type { Section } from '../../inventory/line';
import type { LanguageModel } from '../languageModel';
import { inventoryKind } from '../navigation/variablePlace';
import { groupDoc } from './groupDoc';
import { code, paragraphs, plain } from './markdown';

/** What a group is, and how many hosts it has. */
export function groupHover(model: LanguageModel, group: string): string {
  const { inventory } = model;
  const title = `**${code(group)}**`;
  if (!inventory.groups.has(group)) {
    return paragraphs(
      title,
      plain(l10n.t('This group is not declared: Ansible refuses the file.')),
    );
  }
  const count = hostsIn(inventory, group);
  return paragraphs(
    `${title} · ${count === 1 ? l10n.t('1 host') : l10n.t('{0} hosts', count)}`,
    inventoryKind(model) === 'cluster' || group === 'all' || group === 'ungrouped'
      ? groupDoc(group)
      : '',
  );
}

/** Its own hosts and those of the groups in it, each once. */
function hostsIn({ groups, hosts }: Inventory, group: string): number {
  if (group === 'all') return hosts.size;
  const names = new Set([group]);
  const found = new Set<string>();
  for (const name of names) {
    const member = groups.get(name);
    for (const host of member?.hosts ?? []) found.add(host);
    for (const child of member?.children ?? []) names.add(child);
  }
  return found.size;
}

/** What the word after the colon of a header means. */
export function sectionKindDoc({ group, kind }: Section): string {
  switch (kind) {
    case 'hosts':
      return plain(l10n.t('The hosts of the group, one on each line. The word can be left out.'));
    case 'children':
      return plain(
        l10n.t('Groups in the group, one on each line; each of them has to be declared too.'),
      );
    case 'vars':
      return paragraphs(
        group === 'all'
          ? plain(l10n.t('Variables of all hosts, and of the control machine.'))
          : plain(l10n.t('Variables of the hosts in the group.')),
        // SPEC 6 and 10.
        plain(
          l10n.t(
            'One on each line: what follows the = is the value to the end of the line, also a #. Host lines beat them, and so do the files in group_vars, which DM-Ansible brings along.',
          ),
        ),
        group === 'all'
          ? ''
          : l10n.t('The section {0} alone declares no group.', code(`[${group}:vars]`)),
      );
  }
}
