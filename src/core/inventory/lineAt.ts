import type { Inventory } from './inventory';

/** Zero-based index of the line that holds the offset; -1 only in a text without lines. */
export function lineAt(inventory: Inventory, offset: number): number {
  const { lines } = inventory;
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const start = lines[middle]?.start ?? 0;
    if (start <= offset) low = middle;
    else high = middle - 1;
  }
  return high < 0 ? -1 : low;
}
