import * as l10n from '@vscode/l10n';
import { componentOfGroup } from '../../cluster/components';
import type { Inventory } from '../../inventory/inventory';
import type { Named } from './names';
import { references } from './references';

/** What can be renamed: its mentions are all in text that can be edited. */
export type Renamable = Extract<Named, { readonly kind: 'group' | 'host' | 'source' }>;

export function isRenamable(named: Named): named is Renamable {
  return named.kind === 'group' || named.kind === 'host' || named.kind === 'source';
}

/** Why something can not be renamed in this inventory, in a sentence for the operator. */
export function renameRefusal(inventory: Inventory, named: Named): string | undefined {
  if (inventory.error !== undefined)
    return l10n.t(
      'Ansible refuses this inventory: line {0} has to be corrected first.',
      inventory.error.line + 1,
    );
  switch (named.kind) {
    case 'variable':
      return l10n.t(
        'Playbooks and templates read variables by their names: only aliases, groups and source IDs can be renamed.',
      );
    case 'hostRange':
      return l10n.t(
        '{0} stands for several hosts. Write a line for each of them, then they can be renamed.',
        named.pattern,
      );
    case 'group':
      return groupRefusal(inventory, named.name);
    case 'host':
      return hostRefusal(inventory, named.name) ?? mentionRefusal(inventory, named);
    case 'source':
      return mentionRefusal(inventory, named);
  }
}

function groupRefusal(inventory: Inventory, name: string): string | undefined {
  if (name === 'all' || name === 'ungrouped')
    return l10n.t('{0} is a group that Ansible makes itself.', name);
  if (componentOfGroup(name) !== undefined)
    return l10n.t("DM-Ansible's playbooks look for the group {0} by this name.", name);
  return inventory.hosts.has(name) ? namesakeRefusal(name) : undefined;
}

function hostRefusal(inventory: Inventory, name: string): string | undefined {
  return inventory.groups.has(name) ? namesakeRefusal(name) : undefined;
}

/** Ansible takes such a line's variables for the group's (SPEC 9): a rename would move them. */
function namesakeRefusal(name: string): string {
  return l10n.t(
    '{0} is the name of a group and of a host, and Ansible mixes them up. Correct that by hand first.',
    name,
  );
}

/** A name that is spelled otherwise somewhere would be left behind there. */
function mentionRefusal(inventory: Inventory, named: Renamable): string | undefined {
  const odd = references(inventory, named).find(({ isPlain }) => !isPlain);
  if (odd === undefined) return undefined;
  const written = inventory.text.slice(odd.span.start, odd.span.end);
  return named.kind === 'host' && written.includes('[')
    ? l10n.t(
        '{0} is also among the hosts of {1}. Write a line for each of them, then it can be renamed.',
        named.name,
        written,
      )
    : l10n.t('{0} is also written as {1}. Write it plainly first.', named.name, written);
}
