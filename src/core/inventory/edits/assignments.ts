import type { Span } from '../../text/textEdit';
import { lineVariables } from '../hostVariables';
import type { Inventory, Variable } from '../inventory';
import { lineAt } from '../lineAt';
import { lineTokens } from '../lineTokens';
import { typeValue } from '../parseValue';

/**
 * All assignments of one line, also those that a later line overrules: the words of a host line, or
 * the one of a `:vars` line. None on other lines, and none where Ansible stopped reading before.
 */
export function assignmentsOf(inventory: Inventory, line: number): readonly Variable[] {
  const kind = inventory.lines[line]?.kind;
  if (kind === 'host') return lineVariables(inventory.hostWords, line);
  return kind === 'variable' ? [sectionAssignment(inventory, line)] : [];
}

/** The assignment that holds the start of the span: its name, its `=` or its value. */
export function assignmentAt(inventory: Inventory, { start }: Span): Variable | undefined {
  return assignmentsOf(inventory, lineAt(inventory, start)).find(
    ({ nameSpan, valueSpan }) => nameSpan.start <= start && start <= valueSpan.end,
  );
}

/** The whole of `name=value`. */
export function assignmentSpan({ nameSpan, valueSpan }: Variable): Span {
  return { start: nameSpan.start, end: valueSpan.end };
}

function sectionAssignment(inventory: Inventory, line: number): Variable {
  const found = inventory.lines[line];
  let at = found?.start ?? 0;
  let nameSpan = { start: at, end: at };
  let valueSpan: Span | undefined;
  let equals = at;
  for (const { kind, text } of found === undefined ? [] : lineTokens(found)) {
    const span = { start: at, end: at + text.length };
    if (kind === 'key') nameSpan = span;
    else if (kind === 'equals') equals = span.end;
    else if (kind === 'value') valueSpan = span;
    at = span.end;
  }
  // `=` alone has neither name nor value.
  if (nameSpan.end === nameSpan.start) nameSpan = { start: equals - 1, end: equals - 1 };
  const spanOfValue = valueSpan ?? { start: equals, end: equals };
  const text = inventory.text.slice(spanOfValue.start, spanOfValue.end);
  const name = inventory.text.slice(nameSpan.start, nameSpan.end);
  return { name, value: typeValue(text), text, nameSpan, valueSpan: spanOfValue, line };
}
