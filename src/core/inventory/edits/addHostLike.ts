import type { TextEdit } from '../../text/textEdit';
import type { Inventory, Variable } from '../inventory';
import type { Line } from '../line';
import type { Value } from '../value';
import { addHostLine } from './addHostLine';
import { insertAfter } from './addLine';
import { assignmentsOf } from './assignments';
import { hostWord, shellWord, valueText } from './writeValue';

/**
 * Adds a host below the group's last one and writes its line as that one is written: the same
 * order, gaps and quotes, and as many blank lines above it. Variables that the other line lacks
 * come last.
 */
export function addHostLike(
  inventory: Inventory,
  group: string,
  alias: string,
  variables: ReadonlyMap<string, Value>,
): readonly TextEdit[] {
  const last = inventory.lines.findLastIndex((line) => isHostOf(line, group));
  const model = inventory.lines[last];
  if (model === undefined) return addHostLine(inventory, group, alias, [...variables]);
  const indent = /^[ \t]*/.exec(model.text)?.[0] ?? '';
  const { offsets, firstOfLine, text } = inventory.hostWords;
  let end = offsets[(firstOfLine[last] ?? 0) + 2] ?? 0;
  let content = indent + shellWord(alias);
  const left = new Map(variables);
  for (const variable of assignmentsOf(inventory, last)) {
    const value = left.get(variable.name);
    if (value !== undefined) {
      content += text.slice(end, variable.nameSpan.start) + wordLike(inventory, variable, value);
      left.delete(variable.name);
    }
    end = variable.valueSpan.end;
  }
  for (const [name, value] of left) content += ` ${hostWord(name, valueText(value))}`;
  const blanks = Array.from({ length: blankLinesAbove(inventory, group, last) }, () => '');
  return [insertAfter(inventory, model, [...blanks, content])];
}

/** `name=value` in the quotes of another value, where they can hold it. */
function wordLike(inventory: Inventory, { name, valueSpan }: Variable, value: Value): string {
  const written = inventory.text.slice(valueSpan.start, valueSpan.end);
  const text = valueText(value);
  if (isIn("'", written) && !text.includes("'")) return `${name}='${text}'`;
  if (isIn('"', written) && !/["\\]/.test(text)) return `${name}="${text}"`;
  const word = hostWord(name, text);
  return text === '' && word === `${name}=` ? `${name}=''` : word;
}

const isIn = (quote: string, written: string): boolean =>
  written.length >= 2 && written.startsWith(quote) && written.endsWith(quote);

/** Blank lines between the host and the one above it; none where anything else stands there. */
function blankLinesAbove(inventory: Inventory, group: string, index: number): number {
  let above = index - 1;
  while (inventory.lines[above]?.kind === 'blank') above--;
  return isHostOf(inventory.lines[above], group) ? index - 1 - above : 0;
}

const isHostOf = (line: Line | undefined, group: string): boolean =>
  line?.kind === 'host' && line.section.group === group;
