import * as l10n from '@vscode/l10n';
import { commentOutLine } from '../../inventory/edits/commentLine';
import type { Inventory } from '../../inventory/inventory';
import { lineAt } from '../../inventory/lineAt';
import type { Span } from '../../text/textEdit';
import { commentedInstances } from '../commentedInstances';
import type { Fix, Fixer } from './fix';

/** For a line of hosts that is of no use as it is. */
export const commentOut: Fixer = {
  fix: ({ model: { inventory } }, { span }) =>
    commentOutAt(inventory, span, l10n.t('Comment out this line')).map((fix) => ({
      ...fix,
      isLastResort: true,
    })),
};

/** Takes an instance out of the inventory or brings it back, as the manual does it. */
export function commenting(inventory: Inventory, span: Span): readonly Fix[] {
  const index = lineAt(inventory, span.start);
  if (inventory.lines[index]?.kind !== 'comment')
    return commentOutAt(inventory, span, l10n.t('Comment out this instance'));
  const instance = commentedInstances(inventory).find(({ line }) => line === index);
  if (instance === undefined) return [];
  const title = l10n.t('Restore the instance {0}', instance.alias);
  return [{ title, edits: [instance.restore], changes: 'anything' }];
}

function commentOutAt(inventory: Inventory, { start }: Span, title: string): readonly Fix[] {
  const index = lineAt(inventory, start);
  const line = inventory.lines[index];
  if (line?.kind !== 'host') return [];
  return [{ title, edits: [commentOutLine(line)], changes: changesOf(inventory, index) }];
}

/** A line of a host that is named as a group may set variables of that whole group (SPEC 9). */
function changesOf(inventory: Inventory, line: number): Fix['changes'] {
  const names: string[] = [];
  for (const { name, mentions } of inventory.hosts.values()) {
    const mention = mentions.find((one) => one.line === line);
    if (mention?.setsGroup === true) return 'anything';
    if (mention !== undefined) names.push(name);
  }
  return names;
}
