import type { Inventory } from '../../inventory/inventory';
import type { Line } from '../../inventory/line';
import { renderValue } from '../../inventory/renderValue';
import type { Span } from '../../text/textEdit';
import { jinjaNames } from '../jinjaNames';
import { lineWords, variablesOfLine } from '../lineWords';
import { type Named, nameOffset, sourceVariable, spanInside } from './names';

/** A word that names something. */
export interface Reference {
  readonly span: Span;
  /** It makes the thing, or sets it; the others only use it. */
  readonly isDeclaration: boolean;
  /** Whether the span is the name, letter by letter; not so in ranges and odd quotes. */
  readonly isPlain: boolean;
}

/** All words of an inventory that name something, in file order. */
export function references(inventory: Inventory, named: Named): readonly Reference[] {
  const found = unsorted(inventory, named);
  const byPlace = new Map(found.map((reference) => [reference.span.start, reference]));
  return [...byPlace.values()].sort((a, b) => a.span.start - b.span.start);
}

function unsorted(inventory: Inventory, named: Named): readonly Reference[] {
  switch (named.kind) {
    case 'host':
      return [...hostMentions(inventory, named.name), ...jinjaUses(inventory, named)];
    case 'hostRange':
      return named.names.flatMap((name) => hostMentions(inventory, name));
    case 'group':
      return [...groupMentions(inventory, named.name), ...jinjaUses(inventory, named)];
    case 'variable':
      return [...assignments(inventory, named.name), ...jinjaUses(inventory, named)];
    case 'source':
      return sourceIds(inventory, named.name);
  }
}

function hostMentions({ hosts, text }: Inventory, name: string): readonly Reference[] {
  const mentions = hosts.get(name)?.mentions ?? [];
  return mentions.map(({ span }) => {
    const pattern = text.slice(span.start, span.end);
    const isPlain = nameOffset(pattern, name) >= 0;
    return { span: spanInside(pattern, span, name), isDeclaration: true, isPlain };
  });
}

/** Headers and lines of `:children`; those below an error too. */
function groupMentions(inventory: Inventory, name: string): readonly Reference[] {
  return linesWith(inventory, name).flatMap(([line]) => {
    if (line.kind !== 'header' && line.kind !== 'child') return [];
    const word = lineWords(line).find(({ kind }) => kind === 'groupName' || kind === 'childGroup');
    if (word?.text !== name) return [];
    const isDeclaration = line.kind === 'header' && line.section.kind !== 'vars';
    return { span: word.span, isDeclaration, isPlain: true };
  });
}

function assignments(inventory: Inventory, name: string): readonly Reference[] {
  return linesWith(inventory, name).flatMap(([, index]) =>
    variablesOfLine(inventory, index)
      .filter((variable) => variable.name === name)
      .map(({ nameSpan }) => ({ span: nameSpan, isDeclaration: true, isPlain: true })),
  );
}

function sourceIds(inventory: Inventory, id: string): readonly Reference[] {
  return linesWith(inventory, sourceVariable).flatMap(([, index]) =>
    variablesOfLine(inventory, index)
      .filter(({ name, value }) => name === sourceVariable && renderValue(value) === id)
      .map(({ valueSpan }) => {
        const raw = inventory.text.slice(valueSpan.start, valueSpan.end);
        const isPlain = nameOffset(raw, id) >= 0;
        return { span: spanInside(raw, valueSpan, id), isDeclaration: true, isPlain };
      }),
  );
}

function jinjaUses(
  inventory: Inventory,
  { kind, name }: Exclude<Named, { readonly kind: 'hostRange' }>,
): readonly Reference[] {
  return linesWith(inventory, name).flatMap(([line, index]) => {
    if (!line.text.includes('{')) return [];
    return variablesOfLine(inventory, index)
      .flatMap(({ valueSpan: { start, end } }) =>
        jinjaNames(inventory.text.slice(start, end), start),
      )
      .filter((use) => use.kind === kind && use.name === name)
      .map(({ span }) => ({ span, isDeclaration: false, isPlain: true }));
  });
}

/** The lines that hold a text, with their numbers: one search, not a look at every word. */
function linesWith({ lines }: Inventory, text: string): readonly (readonly [Line, number])[] {
  return lines.flatMap((line, index) =>
    line.kind !== 'comment' && line.text.includes(text) ? [[line, index] as const] : [],
  );
}
