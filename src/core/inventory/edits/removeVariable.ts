import type { TextEdit } from '../../text/textEdit';
import type { Inventory, Variable } from '../inventory';

/**
 * Takes an assignment away: the word with the blanks before it, or the whole `:vars` line. No edit
 * where the rest of a host line would be a header: `[1:3] x=1`.
 */
export function removeVariable(inventory: Inventory, variable: Variable): readonly TextEdit[] {
  const line = inventory.lines[variable.line];
  if (line === undefined) return [];
  if (line.kind !== 'host')
    return [{ span: { start: line.start, end: line.start + line.text.length }, newText: '' }];
  let { start } = variable.nameSpan;
  while (start > line.start && /[ \t]/.test(inventory.text[start - 1] ?? '')) start--;
  const span = { start, end: variable.valueSpan.end };
  const rest =
    inventory.text.slice(line.start, start) +
    inventory.text.slice(span.end, line.start + line.text.length);
  return /^\s*\[/.test(rest) ? [] : [{ span, newText: '' }];
}
