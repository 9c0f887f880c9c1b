import type { TextEdit } from '../../text/textEdit';
import type { Inventory } from '../inventory';
import { insertAfter } from './addLine';
import { lineContent, lineEndOf } from './lineEnd';

/**
 * Adds `[title]` with its lines at the end of the file, a blank line above it. At the end no other
 * line changes its section.
 */
export function addSection(
  inventory: Inventory,
  title: string,
  contents: readonly string[],
): readonly TextEdit[] {
  const lines = [`[${title}]`, ...contents];
  const last = inventory.lines.at(-1);
  if (last === undefined) {
    const lineEnd = lineEndOf(inventory);
    return [{ span: { start: 0, end: 0 }, newText: lines.join(lineEnd) + lineEnd }];
  }
  const isBlank = lineContent(last).trim() === '' && lineContent(last).length < last.text.length;
  return [insertAfter(inventory, last, isBlank ? lines : ['', ...lines])];
}
