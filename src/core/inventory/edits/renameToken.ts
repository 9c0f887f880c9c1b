import type { Span, TextEdit } from '../../text/textEdit';
import type { Inventory, Variable } from '../inventory';
import type { TokenKind } from '../line';
import { lineAt } from '../lineAt';
import { lineTokens } from '../lineTokens';
import { assignmentSpan } from './assignments';
import { hostWord } from './writeValue';

/** Gives an assignment another name and leaves its value as it is written. */
export function renameVariable(inventory: Inventory, variable: Variable, name: string): TextEdit {
  const written = inventory.text.slice(variable.nameSpan.start, variable.nameSpan.end);
  if (written === variable.name) return { span: variable.nameSpan, newText: name };
  return { span: assignmentSpan(variable), newText: hostWord(name, variable.text) };
}

/** Replaces the first token of a kind on the line of an offset: a section's name or kind, a child. */
export function renameToken(
  inventory: Inventory,
  offset: number,
  kind: TokenKind,
  newText: string,
): TextEdit | undefined {
  const span = tokenSpan(inventory, lineAt(inventory, offset), kind);
  return span && { span, newText };
}

function tokenSpan(inventory: Inventory, index: number, kind: TokenKind): Span | undefined {
  const line = inventory.lines[index];
  let at = line?.start ?? 0;
  for (const token of line === undefined ? [] : lineTokens(line)) {
    if (token.kind === kind) return { start: at, end: at + token.text.length };
    at += token.text.length;
  }
  return undefined;
}
