import type { TextEdit } from '../../text/textEdit';
import type { Inventory } from '../inventory';
import type { Value } from '../value';
import { addLine } from './addLine';
import { addSection } from './addSection';
import { hostWord, shellWord, valueText } from './writeValue';

/** Adds a host after the group's last one; makes the group where it is missing. */
export function addHostLine(
  inventory: Inventory,
  group: string,
  alias: string,
  variables: readonly (readonly [name: string, value: Value])[] = [],
): readonly TextEdit[] {
  const words = variables.map(([name, value]) => hostWord(name, valueText(value)));
  const content = [shellWord(alias), ...words].join(' ');
  const header = inventory.groups.get(group)?.headers.findLast(({ kind }) => kind === 'hosts');
  return header === undefined
    ? addSection(inventory, group, [content])
    : addLine(inventory, header.line, 'host', content);
}
