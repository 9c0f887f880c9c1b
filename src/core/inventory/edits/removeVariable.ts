import type { TextEdit } from '../../text/textEdit';
import type { Inventory, Variable } from '../inventory';

/** Takes an assignment away: the word with the blanks before it, or the whole `:vars` line. */
export function removeVariable(inventory: Inventory, variable: Variable): readonly TextEdit[] {
  const line = inventory.lines[variable.line];
  if (line === undefined) return [];
  if (line.kind !== 'host')
    return [{ span: { start: line.start, end: line.start + line.text.length }, newText: '' }];
  let { start } = variable.nameSpan;
  while (start > line.start && /[ \t]/.test(inventory.text[start - 1] ?? '')) start--;
  return [{ span: { start, end: variable.valueSpan.end }, newText: '' }];
}
