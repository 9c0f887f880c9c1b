import type { Inventory } from '../../inventory/inventory';
import { namedAt } from './names';
import { type Reference, references } from './references';

/** What the word at an offset names, wherever the inventory names it; empty where nothing is. */
export function highlights(inventory: Inventory, offset: number): readonly Reference[] {
  const at = namedAt(inventory, offset);
  return at === undefined ? [] : references(inventory, at.named);
}
