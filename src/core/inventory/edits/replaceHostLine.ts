import type { TextEdit } from '../../text/textEdit';
import { skipSpace } from '../characters';
import type { Inventory } from '../inventory';
import type { Value } from '../value';
import { insertAfter } from './addLine';
import { applyEdits } from './applyEdits';
import { commentOutLine } from './commentLine';
import { lineContent, lineEndOf } from './lineEnd';
import { setHostVariable } from './setVariable';

/**
 * Gives the host on a line another value and keeps the old line as a comment, `above` or `below`
 * the new one. All else on the line stays as it is.
 */
export function replaceHostLine(
  inventory: Inventory,
  index: number,
  [name, value]: readonly [name: string, value: Value],
  old: 'above' | 'below',
): readonly TextEdit[] {
  const line = inventory.lines[index];
  const edits = setHostVariable(inventory, index, name, value);
  if (line === undefined || edits.length === 0) return [];
  const local = edits.map(({ span, newText }) => ({
    span: { start: span.start - line.start, end: span.end - line.start },
    newText,
  }));
  const content = applyEdits(lineContent(line), local);
  if (old === 'above') return [commentOutLine(line), insertAfter(inventory, line, [content])];
  const indent = skipSpace(line.text, 0, line.text.length);
  return [
    {
      span: { start: line.start, end: line.start + indent },
      newText: `${content}${lineEndOf(inventory)}${line.text.slice(0, indent)}# `,
    },
  ];
}
