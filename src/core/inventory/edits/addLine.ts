import type { TextEdit } from '../../text/textEdit';
import type { Inventory } from '../inventory';
import type { Line } from '../line';
import { lineContent, lineEndOf } from './lineEnd';

/**
 * Adds a line to the section whose header stands on `header`: after its last line of the kind,
 * indented as that one, else right after the header.
 */
export function addLine(
  inventory: Inventory,
  header: number,
  kind: Line['kind'],
  content: string,
): readonly TextEdit[] {
  let last = header;
  for (let at = header + 1; at < inventory.lines.length; at++) {
    const line = inventory.lines[at];
    if (line === undefined || line.kind === 'header') break;
    if (line.kind === kind) last = at;
  }
  const neighbour = inventory.lines[last];
  if (neighbour === undefined) return [];
  const indent = last === header ? '' : (/^[ \t]*/.exec(neighbour.text)?.[0] ?? '');
  return [insertAfter(inventory, neighbour, [indent + content])];
}

/** Inserts whole lines below a line, which may be the last one and have no end. */
export function insertAfter(
  inventory: Inventory,
  line: Line,
  contents: readonly string[],
): TextEdit {
  const end = line.start + line.text.length;
  const lineEnd = lineEndOf(inventory);
  const isOpen = lineContent(line).length === line.text.length;
  const text = contents.join(lineEnd);
  return { span: { start: end, end }, newText: isOpen ? lineEnd + text : text + lineEnd };
}
