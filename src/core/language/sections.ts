import type { Inventory } from '../inventory/inventory';
import type { Line } from '../inventory/line';
import type { Span } from '../text/textEdit';
import { lineSpan } from './lineWords';

/** A stretch of an inventory that one header opens; before the first header there is none. */
export interface SectionExtent {
  /** Zero-based line of the header; undefined for what stands before the first one. */
  readonly header: number | undefined;
  /** Zero-based first line and the one after the last, the header included. */
  readonly from: number;
  readonly to: number;
}

/**
 * The sections in file order. A block of comments right above a header, with a blank line before
 * it, is that header's title and ends the section before it; other comments, such as instances that
 * were commented out, stay in their section.
 */
export function sectionExtents({ lines }: Inventory): readonly SectionExtent[] {
  const extents: SectionExtent[] = [];
  let header: number | undefined;
  let from = 0;
  const close = (next: number, isLast: boolean): void => {
    const to = endOfSection(lines, from, next, isLast);
    if (to > from) extents.push({ header, from, to });
  };
  for (const [index, { kind }] of lines.entries()) {
    if (kind !== 'header') continue;
    close(index, false);
    header = index;
    from = index;
  }
  close(lines.length, true);
  return extents;
}

function endOfSection(lines: readonly Line[], from: number, next: number, isLast: boolean): number {
  const title = isLast ? next : skipBack(lines, from, next, 'comment');
  const hasTitle = lines[title - 1]?.kind === 'blank';
  return skipBack(lines, from, hasTitle ? title : next, 'blank');
}

function skipBack(lines: readonly Line[], from: number, end: number, kind: Line['kind']): number {
  let at = end;
  while (at > from && lines[at - 1]?.kind === kind) at--;
  return at;
}

/** From the first character of a line to the end of what is written on the last. */
export function linesSpan({ lines }: Inventory, from: number, to: number): Span {
  const [first, last] = [lines[from], lines[to - 1]];
  if (first === undefined || last === undefined) return { start: 0, end: 0 };
  return { start: first.start, end: lineSpan(last).end };
}
