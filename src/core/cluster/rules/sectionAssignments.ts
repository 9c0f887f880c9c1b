import type { Inventory } from '../../inventory/inventory';
import type { Span } from '../../text/textEdit';
import { placeTokens } from './language/suspectLines';

/** A line of a `:vars` section, those included that a later one overrules. */
export interface SectionAssignment {
  readonly name: string;
  readonly group: string;
  readonly nameSpan: Span;
  /** From the name to the end of the value. */
  readonly span: Span;
}

export function sectionAssignments({ lines }: Inventory): readonly SectionAssignment[] {
  const assignments = lines.filter(({ kind }) => kind === 'variable');
  return assignments.flatMap((line): readonly SectionAssignment[] => {
    const tokens = placeTokens(line);
    const key = tokens.find(({ kind }) => kind === 'key');
    const last = tokens.findLast(({ kind }) => kind === 'value' || kind === 'equals');
    if (key === undefined || last === undefined) return [];
    const span = { start: key.span.start, end: last.span.end };
    return [{ name: key.text, group: line.section.group, nameSpan: key.span, span }];
  });
}
