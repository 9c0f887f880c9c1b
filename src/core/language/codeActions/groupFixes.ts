import * as l10n from '@vscode/l10n';
import { renameToken } from '../../inventory/edits/renameToken';
import type { Group, Inventory } from '../../inventory/inventory';
import type { Fixer } from './fix';

/** `[dm_workers]`: the group of DM that was probably meant, wherever the name stands. */
export const renameGroup: Fixer = {
  fix: ({ model: { inventory } }, { data }) => {
    const group = inventory.groups.get(data?.group ?? '');
    const name = data?.suggestion;
    if (group === undefined || name === undefined) return [];
    const edits = mentionsOf(inventory, group).flatMap(
      ([offset, kind]) => renameToken(inventory, offset, kind, name) ?? [],
    );
    const title = l10n.t('Change {0} to {1}', group.name, name);
    // Hosts that come to a group that is there take its variables too.
    const changes = inventory.groups.has(name) ? 'anything' : [group.name, name];
    return edits.length === 0 ? [] : [{ title, edits, changes }];
  },
};

function mentionsOf(
  inventory: Inventory,
  group: Group,
): readonly (readonly [offset: number, kind: 'groupName' | 'childGroup'])[] {
  const headers = group.headers.map(({ span }) => [span.start, 'groupName'] as const);
  const children = inventory.lines
    .filter((line) => line.kind === 'child' && isChild(line.text, group.name))
    .map(({ start }) => [start, 'childGroup'] as const);
  return [...headers, ...children];
}

const isChild = (line: string, name: string): boolean => line.trim().split(/[\s#]/)[0] === name;
