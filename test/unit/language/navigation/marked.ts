import assert from 'node:assert/strict';
import { noVariableFiles, type VariableFiles } from '../../../../src/core/inventory/variableFiles';
import {
  createLanguageModel,
  type LanguageModel,
} from '../../../../src/core/language/languageModel';
import type { Span } from '../../../../src/core/text/textEdit';

/** A fixture without its marks: `$0` is the cursor, `«...»` are ranges. */
export interface Marked {
  readonly text: string;
  readonly cursor: number;
  readonly ranges: readonly Span[];
}

export function unmark(fixture: string): Marked {
  let text = '';
  let cursor = -1;
  let start = -1;
  const ranges: Span[] = [];
  for (const part of fixture.split(/(\$0|«|»)/)) {
    if (part === '$0') cursor = text.length;
    else if (part === '«') start = text.length;
    else if (part === '»') ranges.push({ start, end: text.length });
    else text += part;
  }
  return { text, cursor, ranges };
}

export function modelOf(text: string, files: VariableFiles = noVariableFiles): LanguageModel {
  return createLanguageModel(text, files);
}

/** Shows spans as the fixture writes them, so that a difference can be read. */
export function mark(text: string, spans: readonly Span[]): string {
  let shown = '';
  let from = 0;
  for (const { start, end } of spans) {
    shown += `${text.slice(from, start)}«${text.slice(start, end)}»`;
    from = end;
  }
  return shown + text.slice(from);
}

/** The fixture's ranges are what was found, in order. */
export function checkRanges(fixture: string, find: (marked: Marked) => readonly Span[]): void {
  const marked = unmark(fixture);
  const expected = mark(marked.text, marked.ranges);
  assert.equal(mark(marked.text, find(marked)), expected);
}
