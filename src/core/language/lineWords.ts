import { skipSpace, skipSpaceBack } from '../inventory/characters';
import { lineVariables } from '../inventory/hostVariables';
import type { Inventory, Variable } from '../inventory/inventory';
import type { Line } from '../inventory/line';
import { lineTokens } from '../inventory/lineTokens';
import { typeValue } from '../inventory/parseValue';
import type { Span } from '../text/textEdit';

/** A word of a line that means something to Ansible, and where it stands in the inventory. */
export interface LineWord {
  readonly kind: 'groupName' | 'sectionKind' | 'childGroup' | 'hostPattern' | 'key' | 'value';
  readonly text: string;
  readonly span: Span;
}

const wordKinds: ReadonlySet<string> = new Set<LineWord['kind']>([
  'groupName',
  'sectionKind',
  'childGroup',
  'hostPattern',
  'key',
  'value',
]);

/** The words of a line, also of one below an error, which the inventory's model leaves out. */
export function lineWords(line: Line): readonly LineWord[] {
  const words: LineWord[] = [];
  let start = line.start;
  for (const { kind, text } of lineTokens(line)) {
    const end = start + text.length;
    if (isWordKind(kind)) words.push({ kind, text, span: { start, end } });
    start = end;
  }
  return words;
}

function isWordKind(kind: string): kind is LineWord['kind'] {
  return wordKinds.has(kind);
}

/** The assignments of a host line or of a line in a `:vars` section, in order. */
export function variablesOfLine(inventory: Inventory, index: number): readonly Variable[] {
  const line = inventory.lines[index];
  if (line?.kind === 'host') return lineVariables(inventory.hostWords, index);
  if (line?.kind !== 'variable') return [];
  const words = lineWords(line);
  const key = words.find(({ kind }) => kind === 'key');
  if (key === undefined) return [];
  const value = words.find(({ kind }) => kind === 'value');
  const text = value?.text ?? '';
  // An empty value stands where the line's content ends.
  const { end } = lineSpan(line);
  return [
    {
      name: key.text,
      value: typeValue(text),
      text,
      nameSpan: key.span,
      valueSpan: value?.span ?? { start: end, end },
      line: index,
    },
  ];
}

/** Whether a cursor touches a word: before, in, or right after it. */
export function touches({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}

/** A line from its first character to the end of what is written on it. */
export function lineSpan({ start, text }: Line): Span {
  return { start, end: start + skipSpaceBack(text, 0, text.length) };
}

/** The line's content: white space at both ends left out. */
export function contentSpan({ start, text }: Pick<Line, 'start' | 'text'>): Span {
  const from = skipSpace(text, 0, text.length);
  return { start: start + from, end: start + skipSpaceBack(text, from, text.length) };
}
