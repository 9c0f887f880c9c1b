import type { Problem } from '../../src/core/cluster/problem';

/** A problem as the marker line below its line writes it: `#     ^^^^ error root-user`. */
export interface MarkedProblem {
  /** Zero-based. */
  readonly line: number;
  /** The marked columns, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  readonly severity: string;
  readonly code: string;
}

/**
 * Marker lines are comments, so that the fixture stays a valid inventory; several may follow one
 * line. A span at the beginning of a line can not be underlined, its first column being the comment
 * sign: `#<---` marks five columns from the first.
 */
const marker = /^#(?:(<-*)|( *)(\^+)) (error|warning|hint) ([a-z][a-z-]*)\s*$/;

export function markedProblems(fixture: string): readonly MarkedProblem[] {
  const marked: MarkedProblem[] = [];
  let target = -1;
  for (const [index, line] of fixture.split('\n').entries()) {
    const match = marker.exec(line);
    if (match === null) {
      target = index;
      continue;
    }
    const [, arrow, indent = '', carets = '', severity = '', code = ''] = match;
    const start = arrow === undefined ? indent.length + 1 : 0;
    const length = arrow === undefined ? carets.length : arrow.length + 1;
    marked.push({ line: target, start, end: start + length, severity, code });
  }
  return marked;
}

/** Problems in the shape of the markers. */
export function asMarked(problems: readonly Problem[], text: string): readonly MarkedProblem[] {
  return problems.map(({ span, severity, code }) => {
    const before = text.slice(0, span.start).split('\n');
    const start = before.at(-1)?.length ?? 0;
    const end = start + span.end - span.start;
    return { line: before.length - 1, start, end, severity, code };
  });
}

/** Takes `«` and `»` out of a fixture and tells the stretches that they enclosed. */
export function takeMarks(fixture: string): {
  readonly text: string;
  readonly spans: readonly { readonly start: number; readonly end: number }[];
} {
  let text = '';
  const spans: { start: number; end: number }[] = [];
  for (const part of fixture.split(/([«»])/)) {
    if (part === '«') spans.push({ start: text.length, end: -1 });
    else if (part === '»') {
      const open = spans.findLast(({ end }) => end < 0);
      if (open !== undefined) open.end = text.length;
    } else text += part;
  }
  return { text, spans };
}
