import type { Inventory } from '../../inventory/inventory';
import type { Line } from '../../inventory/line';
import type { Span } from '../../text/textEdit';
import { contentSpan, type LineWord, lineSpan, lineWords } from '../lineWords';
import { linesSpan, sectionExtents } from '../sections';

/** An entry of the outline. Its children lie inside its span, and `selection` does too. */
export interface InventorySymbol {
  readonly kind: 'section' | 'instance' | 'variable' | 'group';
  readonly name: string;
  /** The kind of a section, the address of an instance; never a variable's value (secrets). */
  readonly detail: string;
  readonly span: Span;
  readonly selection: Span;
  readonly children: readonly InventorySymbol[];
}

/**
 * Above this many host lines their variables are left out: 80,000 entries take the editor seconds
 * on each change, and nobody looks for one of them in an outline.
 */
const mostInstancesWithVariables = 2000;

/** Sections, in them instances, groups and variables; line by line, so also below an error. */
export function symbols(inventory: Inventory): readonly InventorySymbol[] {
  const { lines } = inventory;
  const hostLines = lines.reduce((count, { kind }) => count + (kind === 'host' ? 1 : 0), 0);
  const isDetailed = hostLines <= mostInstancesWithVariables;
  return sectionExtents(inventory).flatMap(({ header, from, to }) => {
    const children: InventorySymbol[] = [];
    for (let index = from; index < to; index++) {
      const line = lines[index];
      const symbol = line && lineSymbol(inventory, line, index, isDetailed);
      if (symbol !== undefined) children.push(symbol);
    }
    const opening = header === undefined ? undefined : lines[header];
    if (opening === undefined) return children;
    return sectionSymbol(opening, linesSpan(inventory, from, to), children);
  });
}

function sectionSymbol(
  header: Line,
  span: Span,
  children: readonly InventorySymbol[],
): InventorySymbol {
  const { group, kind } = header.section;
  return {
    kind: 'section',
    name: group,
    detail: kind === 'hosts' ? '' : `:${kind}`,
    span,
    selection: contentSpan(header),
    children,
  };
}

function lineSymbol(
  inventory: Inventory,
  line: Line,
  index: number,
  isDetailed: boolean,
): InventorySymbol | undefined {
  switch (line.kind) {
    case 'host':
      return isDetailed ? hostSymbol(line) : plainHostSymbol(inventory, line, index);
    case 'variable':
      return variableSymbols(lineWords(line))[0];
    case 'child': {
      const word = lineWords(line).find(({ kind }) => kind === 'childGroup');
      return word && { ...leaf('group', word), span: lineSpan(line) };
    }
    case 'blank':
    case 'comment':
    case 'header':
    case 'unknown':
      return undefined;
  }
}

function hostSymbol(line: Line): InventorySymbol | undefined {
  const words = lineWords(line);
  const host = words.find(({ kind }) => kind === 'hostPattern');
  if (host === undefined) return undefined;
  const address = words.find((_, index) => {
    const key = words[index - 1];
    return key?.kind === 'key' && key.text === 'ansible_host';
  });
  return {
    ...leaf('instance', host),
    detail: address?.text ?? '',
    span: lineSpan(line),
    children: variableSymbols(words),
  };
}

/** The alias alone, read from where the parser found it. */
function plainHostSymbol(
  { text, hostWords }: Inventory,
  line: Line,
  index: number,
): InventorySymbol | undefined {
  const first = hostWords.firstOfLine[index] ?? 0;
  // A line below an error has no words.
  if (hostWords.firstOfLine[index + 1] === first) return hostSymbol(line);
  const [start = 0, , end = start] = hostWords.offsets.subarray(first, first + 3);
  const selection = { start, end };
  const name = text.slice(start, end);
  return { kind: 'instance', name, detail: '', span: lineSpan(line), selection, children: [] };
}

function variableSymbols(words: readonly LineWord[]): readonly InventorySymbol[] {
  return words.flatMap((word, index) => {
    if (word.kind !== 'key' || word.text === '') return [];
    const value = words[index + 1];
    const end = value?.kind === 'value' ? value.span.end : word.span.end;
    return { ...leaf('variable', word), span: { start: word.span.start, end } };
  });
}

function leaf(kind: InventorySymbol['kind'], { text, span }: LineWord): InventorySymbol {
  return { kind, name: text, detail: '', span, selection: span, children: [] };
}
