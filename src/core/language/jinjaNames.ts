import type { Span } from '../text/textEdit';

/** A name in a Jinja expression: a variable, or what `groups[...]` and `hostvars[...]` name. */
export interface JinjaName {
  readonly kind: 'variable' | 'group' | 'host';
  readonly name: string;
  readonly span: Span;
}

const expression = /\{\{(.*?)\}\}|\{%(.*?)%\}/gs;

/** A text in quotes (which may be escaped for the quotes around the value), a name, or a sign. */
const token = /\\?(["'])(?<text>.*?)\\?\1|(?<word>[A-Za-z_]\w*)|(?<sign>[^\s\w])/gs;

/** Words of the language itself, and what it makes while it runs. */
const reserved: ReadonlySet<string> = new Set(
  (
    'and or not in is if elif else endif for endfor set true false none True False None loop ' +
    'groups hostvars'
  ).split(' '),
);

const containers: ReadonlyMap<string, 'group' | 'host'> = new Map([
  ['groups', 'group'],
  ['hostvars', 'host'],
]);

/**
 * The names that the Jinja expressions of a value use, with spans counted from `start`. Filters,
 * tests, attributes and called functions are no names that an inventory could set.
 */
export function jinjaNames(value: string, start: number): readonly JinjaName[] {
  if (!value.includes('{')) return [];
  const names: JinjaName[] = [];
  for (const { 0: whole, 1: output, 2: statement, index } of value.matchAll(expression)) {
    const inside = output ?? statement ?? '';
    readExpression(inside, start + index + whole.indexOf(inside, 2), names);
  }
  return names;
}

interface Part {
  readonly kind: 'text' | 'word' | 'sign';
  readonly text: string;
  readonly span: Span;
}

function readExpression(text: string, start: number, names: JinjaName[]): void {
  const parts = [...text.matchAll(token)].map((match) => toPart(match, start));
  for (const [index, part] of parts.entries()) {
    const [before, open] = [parts[index - 1]?.text, parts[index - 2]?.text];
    const isBelow = before === '.' || before === '[';
    const container = isBelow ? containers.get(open ?? '') : undefined;
    if (container !== undefined && (part.kind === 'text') === (before === '[')) {
      names.push({ kind: container, name: part.text, span: part.span });
    } else if (
      part.kind === 'word' &&
      isVariable(part.text, parts[index + 1]?.text, before, open)
    ) {
      names.push({ kind: 'variable', name: part.text, span: part.span });
    }
  }
}

function isVariable(word: string, after?: string, before?: string, beforeThat?: string): boolean {
  if (reserved.has(word) || after === '(' || before === '.' || before === '|') return false;
  return before !== 'is' && !(before === 'not' && beforeThat === 'is');
}

function toPart(match: RegExpExecArray, start: number): Part {
  const { text, word, sign } = match.groups ?? {};
  const kind = text !== undefined ? 'text' : word !== undefined ? 'word' : 'sign';
  const shown = text ?? word ?? sign ?? '';
  const from = start + match.index + (kind === 'text' ? match[0].search(/["']/) + 1 : 0);
  return { kind, text: shown, span: { start: from, end: from + shown.length } };
}
