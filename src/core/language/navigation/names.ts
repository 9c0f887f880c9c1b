import { unquote } from '../../inventory/hostLine';
import { expandHostPattern } from '../../inventory/hostPattern';
import type { Inventory, Variable } from '../../inventory/inventory';
import { lineAt } from '../../inventory/lineAt';
import { renderValue } from '../../inventory/renderValue';
import type { Span } from '../../text/textEdit';
import { jinjaNames } from '../jinjaNames';
import { contentSpan, lineWords, touches, variablesOfLine } from '../lineWords';

/** A thing of an inventory that other lines and files call by its name. */
export type Named =
  | { readonly kind: 'group'; readonly name: string }
  | { readonly kind: 'host'; readonly name: string }
  /** `w[1:3]`: many hosts of one line. */
  | { readonly kind: 'hostRange'; readonly pattern: string; readonly names: readonly string[] }
  /** A MySQL source; task files name it too. */
  | { readonly kind: 'source'; readonly name: string }
  | { readonly kind: 'variable'; readonly name: string };

export interface NamedAt {
  readonly named: Named;
  /** The word that names it. */
  readonly span: Span;
  readonly line: number;
}

/** The variable of a dm-worker that names its MySQL source. */
export const sourceVariable = 'source_id';

/** What the word at an offset names; undefined where nothing is named. */
export function namedAt(inventory: Inventory, offset: number): NamedAt | undefined {
  const index = lineAt(inventory, offset);
  const line = inventory.lines[index];
  if (line === undefined) return undefined;
  if (line.kind === 'comment') return namedInComment(inventory, offset, index);
  const variable = variablesOfLine(inventory, index).find(({ valueSpan }) =>
    touches(valueSpan, offset),
  );
  const inValue = variable && namedInValue(inventory, variable, offset);
  if (inValue !== undefined) return inValue;
  const word = lineWords(line).find(({ kind, span }) => kind !== 'value' && touches(span, offset));
  if (word === undefined) return undefined;
  const { span, text } = word;
  switch (word.kind) {
    case 'groupName':
    case 'childGroup':
      return { named: { kind: 'group', name: text }, span, line: index };
    case 'hostPattern': {
      const named = namedByPattern(text);
      return named && { named, span: nameInPattern(text, span.start, named), line: index };
    }
    case 'key':
      return { named: { kind: 'variable', name: unquote(text) }, span, line: index };
    case 'sectionKind':
    case 'value':
      return undefined;
  }
}

/** The hosts that a pattern names, as written; undefined for one that Ansible refuses. */
function namedByPattern(pattern: string): Named | undefined {
  const expansion = expandHostPattern(unquote(pattern));
  if ('message' in expansion) return undefined;
  const [name] = expansion.names;
  if (name === undefined) return undefined;
  if (expansion.names.length === 1 && nameOffset(pattern, name) >= 0) return { kind: 'host', name };
  return { kind: 'hostRange', pattern, names: expansion.names };
}

/** Where a pattern holds the host's name letter by letter: -1 in ranges and odd quotes. */
export function nameOffset(pattern: string, name: string): number {
  if (pattern === name || pattern.startsWith(`${name}:`)) return 0;
  const at = pattern.indexOf(name);
  return at >= 0 && pattern.indexOf(name, at + 1) < 0 ? at : -1;
}

function nameInPattern(pattern: string, start: number, named: Named): Span {
  const at = named.kind === 'host' ? nameOffset(pattern, named.name) : 0;
  const length = named.kind === 'host' ? named.name.length : pattern.length;
  return { start: start + at, end: start + at + length };
}

function namedInValue(
  inventory: Inventory,
  variable: Variable,
  offset: number,
): NamedAt | undefined {
  const { name, value, valueSpan, line } = variable;
  const raw = inventory.text.slice(valueSpan.start, valueSpan.end);
  const inJinja = jinjaNames(raw, valueSpan.start).find(({ span }) => touches(span, offset));
  if (inJinja !== undefined) {
    return { named: { kind: inJinja.kind, name: inJinja.name }, span: inJinja.span, line };
  }
  const id = renderValue(value);
  if (name !== sourceVariable || id === '' || raw.includes('{{')) return undefined;
  return { named: { kind: 'source', name: id }, span: spanInside(raw, valueSpan, id), line };
}

/** The text inside the quotes, if a value holds it letter by letter; else the whole value. */
export function spanInside(raw: string, span: Span, text: string): Span {
  const at = nameOffset(raw, text);
  return at < 0 ? span : { start: span.start + at, end: span.start + at + text.length };
}

/** An alias or a group in a comment, such as a command that somebody noted down. */
function namedInComment(inventory: Inventory, offset: number, line: number): NamedAt | undefined {
  const { start, end } = contentSpan(inventory.lines[line] ?? { start: 0, text: '' });
  const text = inventory.text.slice(start, end);
  for (const { 0: name, index } of text.matchAll(/[\p{L}\p{N}_][\p{L}\p{N}_.-]*/gu)) {
    const span = { start: start + index, end: start + index + name.length };
    if (!touches(span, offset)) continue;
    if (inventory.hosts.has(name)) return { named: { kind: 'host', name }, span, line };
    if (inventory.groups.has(name)) return { named: { kind: 'group', name }, span, line };
  }
  return undefined;
}
