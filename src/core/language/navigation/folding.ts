import type { Inventory } from '../../inventory/inventory';
import type { Span } from '../../text/textEdit';
import { linesSpan, sectionExtents } from '../sections';

export interface Fold {
  readonly kind: 'section' | 'comment';
  readonly span: Span;
}

/** Sections from header to last line, and blocks of two comment lines or more. */
export function folds(inventory: Inventory): readonly Fold[] {
  const found: Fold[] = [];
  const add = (kind: Fold['kind'], from: number, to: number): void => {
    if (to - from > 1) found.push({ kind, span: linesSpan(inventory, from, to) });
  };
  for (const { header, from, to } of sectionExtents(inventory)) {
    if (header !== undefined) add('section', from, to);
  }
  const { lines } = inventory;
  for (let from = 0; from < lines.length; from++) {
    let to = from;
    while (lines[to]?.kind === 'comment') to++;
    add('comment', from, to);
    from = Math.max(from, to);
  }
  return found.sort((a, b) => a.span.start - b.span.start);
}
