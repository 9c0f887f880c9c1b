import { lineContent } from '../inventory/edits/lineEnd';
import { type AssignmentStyle, sectionStyle } from '../inventory/edits/sectionStyle';
import type { Inventory } from '../inventory/inventory';
import type { Line, Token } from '../inventory/line';
import { lineTokens } from '../inventory/lineTokens';
import type { Span, TextEdit } from '../text/textEdit';
import { columnWidths } from './formattingColumns';

/** Blank lines that may follow each other; of more, the rest is taken away. */
const mostBlanks = 2;

/**
 * Lays an inventory out: the words of host lines in columns, one blank elsewhere, `:vars` lines in
 * the style that most of them have, no more than two blank lines. Only blanks between tokens are
 * touched, so that Ansible reads what it read before; a file that it refuses stays as it is.
 */
export function formatInventory(inventory: Inventory, range?: Span): readonly TextEdit[] {
  if (inventory.error !== undefined) return [];
  const widths = columnWidths(inventory);
  const style = sectionStyle(inventory);
  const edits: TextEdit[] = [];
  let blanks = 0;
  let above: Line | undefined;
  for (const [index, line] of inventory.lines.entries()) {
    blanks = line.kind === 'blank' ? blanks + 1 : 0;
    const isMeant = range === undefined || isTouched(line, range);
    const isFree = isMeant && !isLeftAlone(line, index, above);
    if (isFree && blanks > mostBlanks) {
      edits.push(removeLine(line));
      continue;
    }
    if (isFree) edits.push(...formatLine(line, style, widths.get(index) ?? []));
    above = line;
  }
  return edits;
}

function isTouched({ start, text }: Line, range: Span): boolean {
  return start < range.end && range.start < start + text.length;
}

/**
 * Lines whose blanks mean something: `[a =b] # c` would become a header, `$ANSIBLE_VAULT` and `#!`
 * count only at the very start of a file, and CR and LF apart are two line ends, together one.
 * `above` is what will stand above it.
 */
function isLeftAlone(line: Line, index: number, above: Line | undefined): boolean {
  if (line.kind === 'comment' || line.kind === 'unknown') return true;
  if (line.kind === 'header') return false;
  const content = lineContent(line);
  if (index === 0 && /^\s+(?:\$ANSIBLE_VAULT|#!|---)/.test(content)) return true;
  if (line.kind !== 'blank') return /^\s*\[/.test(content);
  return above?.text.endsWith('\r') === true && line.text.endsWith('\n');
}

function removeLine({ start, text }: Line): TextEdit {
  return { span: { start, end: start + text.length }, newText: '' };
}

function formatLine(
  line: Line,
  style: AssignmentStyle,
  widths: readonly number[],
): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  const tokens = lineTokens(line);
  let at = line.start;
  let words = 0;
  let width = 0;
  for (const [index, token] of tokens.entries()) {
    const previous = tokens[index - 1];
    if (token.kind === 'space') {
      const rest = (widths[words - 1] ?? 0) - width;
      const gap = gapBetween(line, previous, tokens[index + 1], style, rest);
      if (gap !== token.text)
        edits.push({ span: { start: at, end: at + token.text.length }, newText: gap });
    } else if (line.kind === 'variable' && needsBlank(previous, token, style))
      edits.push({ span: { start: at, end: at }, newText: ' ' });
    if (token.kind === 'hostPattern' || token.kind === 'key') width = 0;
    width += token.kind === 'space' ? 0 : token.text.length;
    if (endsWord(token, tokens[index + 1])) words++;
    at += token.text.length;
  }
  return edits;
}

/** What stands in place of the blanks between two tokens; `rest` fills the word's column. */
function gapBetween(
  line: Line,
  before: Token | undefined,
  after: Token | undefined,
  style: AssignmentStyle,
  rest: number,
): string {
  if (before === undefined || after === undefined || after.kind === 'lineEnd') return '';
  if (after.kind === 'comment') return ' ';
  const isAtEquals = before.kind === 'equals' || after.kind === 'equals';
  // Blanks part the words of a host line, also those that begin or end with `=`.
  if (isAtEquals && line.kind === 'variable') return style === 'spaced' ? ' ' : '';
  return ' '.repeat(Math.max(1, rest + 1));
}

/** On a `:vars` line there may be no blanks yet around the `=`. */
function needsBlank(before: Token | undefined, token: Token, style: AssignmentStyle): boolean {
  if (style === 'tight') return false;
  return (
    (token.kind === 'equals' && before?.kind === 'key') ||
    (token.kind === 'value' && before?.kind === 'equals')
  );
}

/** A word of a host line ends with its value, or with its `=` where it has none. */
function endsWord(token: Token, next: Token | undefined): boolean {
  if (token.kind === 'hostPattern' || token.kind === 'value') return true;
  return token.kind === 'equals' && next?.kind !== 'value';
}
