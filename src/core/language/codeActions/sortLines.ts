import * as l10n from '@vscode/l10n';
import { knownVariables } from '../../cluster/variables';
import { assignmentsOf } from '../../inventory/edits/assignments';
import { lineContent } from '../../inventory/edits/lineEnd';
import type { Inventory, Variable } from '../../inventory/inventory';
import { lineAt } from '../../inventory/lineAt';
import type { Span, TextEdit } from '../../text/textEdit';
import type { Fix } from './fix';

/** `dm_worker2` before `dm_worker10`. */
const byNumber = new Intl.Collator('en', { numeric: true });

/** Sorts the host lines around an offset by alias, the lines as a whole. */
export function sortInstances(inventory: Inventory, { start }: Span): readonly Fix[] {
  const run = runAround(inventory, lineAt(inventory, start));
  const named = run.map((line) => ({ line, pattern: patternOf(inventory, line) }));
  // Of two lines of one host the later wins: their order means something.
  if (run.length < 2 || inventory.error !== undefined || hasHostTwice(inventory, run)) return [];
  const sorted = named.toSorted((a, b) => byNumber.compare(a.pattern, b.pattern));
  const edits = run.flatMap((line, index) => {
    const from = sorted[index]?.line ?? line;
    return from === line ? [] : replaceContent(inventory, line, from);
  });
  if (edits.length === 0) return [];
  const group = inventory.lines[run[0] ?? 0]?.section.group ?? '';
  return [{ title: l10n.t('Sort the instances by alias'), edits, changes: [group] }];
}

/** Sorts the variables on each host line around an offset as the manual's tables list them. */
export function sortVariables(inventory: Inventory, { start }: Span): readonly Fix[] {
  if (inventory.error !== undefined) return [];
  const edits = runAround(inventory, lineAt(inventory, start)).flatMap((line) =>
    sortLine(inventory, assignmentsOf(inventory, line)),
  );
  if (edits.length === 0) return [];
  return [{ title: l10n.t('Sort the variables of these instances'), edits, changes: [] }];
}

/** Unknown ones stay behind the known ones, and equal names in their order: the last one wins. */
function sortLine(inventory: Inventory, variables: readonly Variable[]): readonly TextEdit[] {
  const sorted = variables.toSorted((a, b) => rank(a.name) - rank(b.name));
  return variables.flatMap((variable, index) => {
    const from = sorted[index];
    if (from === undefined || from === variable) return [];
    const text = inventory.text.slice(from.nameSpan.start, from.valueSpan.end);
    const span = { start: variable.nameSpan.start, end: variable.valueSpan.end };
    return [{ span, newText: text }];
  });
}

/** The address first, as in the manual's inventory. */
const order = new Map(
  ['ansible_host', ...knownVariables.map(({ name }) => name)]
    .toReversed()
    .map((name, index, all) => [name, all.length - index]),
);

function rank(name: string): number {
  return order.get(name) ?? Number.MAX_SAFE_INTEGER;
}

/** The host lines that follow each other around a line. */
function runAround({ lines }: Inventory, line: number): readonly number[] {
  if (lines[line]?.kind !== 'host') return [];
  let first = line;
  let last = line;
  while (lines[first - 1]?.kind === 'host') first--;
  while (lines[last + 1]?.kind === 'host') last++;
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function patternOf({ hostWords }: Inventory, line: number): string {
  const at = hostWords.firstOfLine[line] ?? 0;
  return hostWords.text.slice(hostWords.offsets[at], hostWords.offsets[at + 2]);
}

function hasHostTwice(inventory: Inventory, run: readonly number[]): boolean {
  const [first = 0, last = 0] = [run[0], run.at(-1)];
  for (const { mentions } of inventory.hosts.values()) {
    const inRun = mentions.filter(({ line }) => line >= first && line <= last);
    if (inRun.length > 1 || inRun.some(({ setsGroup }) => setsGroup)) return true;
  }
  return false;
}

function replaceContent(inventory: Inventory, line: number, from: number): readonly TextEdit[] {
  const [target, source] = [inventory.lines[line], inventory.lines[from]];
  if (target === undefined || source === undefined) return [];
  const end = target.start + lineContent(target).length;
  return [{ span: { start: target.start, end }, newText: lineContent(source) }];
}
