import { isLineBreak } from '../characters';
import type { Inventory } from '../inventory';
import type { Line } from '../line';

/** A line without its end. */
export function lineContent(line: Line): string {
  let end = line.text.length;
  while (end > 0 && isLineBreak(line.text.charCodeAt(end - 1))) end--;
  return line.text.slice(0, end);
}

/** The line end that the file uses first: LF in a file without any. */
export function lineEndOf(inventory: Inventory): string {
  const first = inventory.lines[0];
  const end = first?.text.slice(lineContent(first).length) ?? '';
  return end === '' ? '\n' : end;
}
