import type { Inventory } from '../../inventory/inventory';
import { lineAt } from '../../inventory/lineAt';
import type { Span } from '../../text/textEdit';
import { contentSpan, type LineWord, lineSpan, lineWords, touches } from '../lineWords';
import { linesSpan, sectionExtents } from '../sections';
import { namedAt } from './names';

/** What "Expand Selection" takes in turn: name, word, `key=value`, line, section, file. */
export function selectionRanges(inventory: Inventory, offset: number): readonly Span[] {
  const index = lineAt(inventory, offset);
  const line = inventory.lines[index];
  if (line === undefined) return [];
  const words = lineWords(line);
  const at = words.findIndex(({ span }) => touches(span, offset));
  const section = sectionExtents(inventory).find(({ from, to }) => from <= index && index < to);
  return growing(offset, [
    namedAt(inventory, offset)?.span,
    ...wordSpans(words, at),
    contentSpan(line),
    lineSpan(line),
    section && linesSpan(inventory, section.from, section.to),
    { start: 0, end: inventory.text.length },
  ]);
}

const quotes: ReadonlySet<string> = new Set(['"', "'"]);

function wordSpans(words: readonly LineWord[], at: number): readonly (Span | undefined)[] {
  const word = words[at];
  if (word === undefined) return [];
  const { span, text } = word;
  const first = text.at(0) ?? '';
  const isQuoted = text.length > 1 && quotes.has(first) && text.endsWith(first);
  const inside = isQuoted ? { start: span.start + 1, end: span.end - 1 } : undefined;
  return [inside, span, assignmentSpan(words, at)];
}

/** `key=value`, from either of its words. */
function assignmentSpan(words: readonly LineWord[], at: number): Span | undefined {
  const key = words[at]?.kind === 'key' ? words[at] : words[at - 1];
  const value = words[at]?.kind === 'value' ? words[at] : words[at + 1];
  if (key?.kind !== 'key' || value?.kind !== 'value') return undefined;
  return { start: key.span.start, end: value.span.end };
}

/** Those around the offset of which each holds the one before and is larger. */
function growing(offset: number, spans: readonly (Span | undefined)[]): readonly Span[] {
  const grown: Span[] = [];
  for (const span of spans) {
    if (span === undefined || !touches(span, offset)) continue;
    const last = grown.at(-1);
    const isLarger =
      last === undefined ||
      (span.start <= last.start &&
        last.end <= span.end &&
        span.end - span.start > last.end - last.start);
    if (isLarger) grown.push(span);
  }
  return grown;
}
