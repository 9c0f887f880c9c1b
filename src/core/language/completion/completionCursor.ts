import type { Inventory } from '../../inventory/inventory';
import type { Section } from '../../inventory/line';
import { lineAt } from '../../inventory/lineAt';
import type { Span } from '../../text/textEdit';
import { readTypedWords, type TypedWord } from '../typedWords';

interface Common {
  /** Zero-based line; one after the last where the file ends with a line break. */
  readonly line: number;
  readonly section: Section;
  /** What a completion replaces. */
  readonly span: Span;
  /** Nothing else stands on the line. */
  readonly isAlone: boolean;
}

/** What is being typed at a cursor, read from the line alone: it may be incomplete. */
export type Cursor = Common &
  (
    | { readonly kind: 'header' | 'child' }
    | { readonly kind: 'host' }
    | {
        readonly kind: 'key';
        readonly hasEquals: boolean;
        /** Assignments of the line, those of the cursor's word left out. */
        readonly others: ReadonlyMap<string, string>;
        readonly host: string | undefined;
      }
    | {
        readonly kind: 'value';
        readonly name: string;
        readonly others: ReadonlyMap<string, string>;
        readonly host: string | undefined;
      }
  );

export type KeyCursor = Extract<Cursor, { readonly kind: 'key' }>;
export type ValueCursor = Extract<Cursor, { readonly kind: 'value' }>;

/** undefined in a comment, and where nothing can be proposed. */
export function readCursor(inventory: Inventory, offset: number): Cursor | undefined {
  const { line, start, text, section } = cursorLine(inventory, offset);
  const content = text.trimStart();
  if (/^[#;]/.test(content)) return undefined;
  const indent = text.length - content.length;
  const at = offset - start;
  // Between CR and LF no cursor can be.
  if (at > text.length) return undefined;
  const header = headerSpan(text, indent, at);
  if (header !== undefined) {
    return { kind: 'header', line, section, span: shift(header, start), isAlone: false };
  }
  const common = { line, section };
  switch (section.kind) {
    case 'hosts':
      return hostCursor(text, at, start, common);
    case 'vars':
      return variableCursor(text, at, start, common);
    case 'children':
      return childCursor(text, at, start, common);
  }
}

interface CursorLine {
  readonly line: number;
  readonly start: number;
  /** Without its line break. */
  readonly text: string;
  readonly section: Section;
}

const lineBreak = /(?:\r\n|[\n-\r\x1c-\x1e\x85\u2028\u2029])$/;

function cursorLine(inventory: Inventory, offset: number): CursorLine {
  const { lines, text } = inventory;
  const index = lineAt(inventory, offset);
  const line = lines[index];
  const section: Section = line?.section ?? { group: 'ungrouped', kind: 'hosts' };
  const isBeyond = offset >= text.length && (line === undefined || lineBreak.test(line.text));
  if (line === undefined || isBeyond) {
    return { line: lines.length, start: text.length, text: '', section };
  }
  return { line: index, start: line.start, text: line.text.replace(lineBreak, ''), section };
}

/** From `[` to `]`, or to where the half-typed header ends. */
function headerSpan(text: string, indent: number, at: number): Span | undefined {
  if (text[indent] !== '[' || at <= indent) return undefined;
  if (/[\]\s]/.test(text.slice(indent, at))) return undefined;
  const rest = /^[^\]\s]*\]?/.exec(text.slice(at))?.[0] ?? '';
  return { start: indent, end: at + rest.length };
}

type Place = Pick<Common, 'line' | 'section'>;

function hostCursor(text: string, at: number, start: number, place: Place): Cursor | undefined {
  const { words, comment } = readTypedWords(text);
  if (at > comment) return undefined;
  const index = words.findIndex((word) => word.start <= at && at <= word.end);
  const [first] = words;
  const isAlone = words.length === 0 || (index === 0 && words.length === 1);
  const word = words[index] ?? { start: at, end: at, equals: -1 };
  if (index === 0 || first === undefined || at < first.start) {
    return { kind: 'host', ...place, span: shift(word, start), isAlone };
  }
  const host = unquoted(text.slice(first.start, first.end));
  const others = assignments(
    text,
    words.filter((other, each) => each > 0 && other !== word),
  );
  if (word.equals < 0 || at <= word.equals) {
    const span = keySpan(text, word, at);
    const hasEquals = word.equals >= 0;
    return {
      kind: 'key',
      ...place,
      span: shift(span, start),
      isAlone: false,
      hasEquals,
      others,
      host,
    };
  }
  const name = unquoted(text.slice(word.start, word.equals));
  const span = valueSpan(text, word, at);
  return { kind: 'value', ...place, span: shift(span, start), isAlone: false, name, others, host };
}

/** A key that begins with a quote is replaced inside it. */
function keySpan(text: string, { start, end, equals }: TypedWord, at: number): Span {
  const from = at > start && /["']/.test(text[start] ?? '') ? start + 1 : start;
  return { start: from, end: equals < 0 ? end : equals };
}

/** Inside the quotes where the value has them: they stay. */
function valueSpan(text: string, { start, equals, end }: TypedWord, at: number): Span {
  const open = text[equals + 1];
  if (open === '"' || open === "'") {
    const isClosed = text[end - 1] === open && end - 1 > equals + 1;
    const to = isClosed ? end - 1 : end;
    return { start: Math.min(equals + 2, at), end: Math.max(to, at) };
  }
  const isWholeQuoted = /["']/.test(text[start] ?? '') && text[end - 1] === text[start];
  return { start: equals + 1, end: isWholeQuoted ? end - 1 : end };
}

function assignments(text: string, words: readonly TypedWord[]): ReadonlyMap<string, string> {
  return new Map(
    words.map(({ start, equals, end }) => [
      unquoted(text.slice(start, equals < 0 ? end : equals)),
      equals < 0 ? '' : unquoted(text.slice(equals + 1, end)),
    ]),
  );
}

/** What shlex makes of a word, near enough for a word that may be half typed. */
function unquoted(text: string): string {
  return text.replaceAll(/["'\\]/g, '');
}

function variableCursor(text: string, at: number, start: number, place: Place): Cursor {
  const equals = text.indexOf('=');
  const common = { ...place, others: new Map<string, string>(), host: undefined };
  const from = text.length - text.trimStart().length;
  if (equals < 0 || at <= equals) {
    const end = equals < 0 ? text.trimEnd().length : text.slice(0, equals).trimEnd().length;
    const span = { start: Math.min(from, at), end: Math.max(end, at) };
    const isAlone = equals < 0;
    return { kind: 'key', ...common, span: shift(span, start), isAlone, hasEquals: equals >= 0 };
  }
  const value = text.slice(equals + 1);
  const valueStart = equals + 1 + (value.length - value.trimStart().length);
  const isQuoted = /^(["']).*\1$/.test(value.trim()) && value.trim().length > 1;
  const span = {
    start: Math.min(isQuoted ? valueStart + 1 : valueStart, at),
    end: Math.max(text.trimEnd().length - (isQuoted ? 1 : 0), at),
  };
  const name = text.slice(from, equals).trimEnd();
  return { kind: 'value', ...common, span: shift(span, start), isAlone: false, name };
}

function childCursor(text: string, at: number, start: number, place: Place): Cursor | undefined {
  const word = /^\s*([^\s#]*)/.exec(text);
  const name = word?.[1] ?? '';
  const from = (word?.[0].length ?? 0) - name.length;
  if (at > from + name.length) return undefined;
  const span = { start: Math.min(from, at), end: from + name.length };
  return { kind: 'child', ...place, span: shift(span, start), isAlone: text.trim() === name };
}

function shift({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}
