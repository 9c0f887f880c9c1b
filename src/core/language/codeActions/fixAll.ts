import * as l10n from '@vscode/l10n';
import type { Problem } from '../../cluster/problem';
import type { TextEdit } from '../../text/textEdit';
import type { Fix, FixContext } from './fix';
import { fixers } from './fixers';

/** More edits than that take too long to make each time the cursor moves. */
const mostAtOnce = 200;

/** All that has one right answer, whatever was meant. */
export function fixAll(context: FixContext, problems: readonly Problem[]): readonly Fix[] {
  const safe = problems.filter(({ code }) => fixers.get(code)?.isSafe === true);
  return together(context, safe, () => l10n.t('Fix all that has one right answer'));
}

/** All problems of one kind, where the answer to one has nothing to do with that to another. */
export function fixAllAlike(
  context: FixContext,
  problems: readonly Problem[],
  code: string,
): readonly Fix[] {
  const fixer = fixers.get(code);
  if (fixer?.isIndependent !== true && fixer?.isSafe !== true) return [];
  const alike = problems.filter((problem) => problem.code === code);
  if (alike.length < 2) return [];
  return together(context, alike, (count) => l10n.t('Fix all {0} problems of this kind', count));
}

/** The first fix of each problem, as far as they do not get in each other's way. */
function together(
  context: FixContext,
  problems: readonly Problem[],
  say: (count: number) => string,
): readonly Fix[] {
  if (problems.length > mostAtOnce) return [];
  const edits: TextEdit[] = [];
  const changes = new Set<string>();
  let isAnything = false;
  let count = 0;
  for (const problem of problems) {
    const [fix] =
      problem.path === undefined ? (fixers.get(problem.code)?.fix(context, problem) ?? []) : [];
    if (fix === undefined || fix.path !== undefined) continue;
    if (fix.edits.some((edit) => edits.some((other) => doOverlap(edit, other)))) continue;
    edits.push(...fix.edits);
    count++;
    if (fix.changes === 'anything') isAnything = true;
    else for (const name of fix.changes) changes.add(name);
  }
  if (count === 0) return [];
  return [{ title: say(count), edits, changes: isAnything ? 'anything' : [...changes] }];
}

/** Edits may stand side by side, but two at one place have no order. */
function doOverlap(a: TextEdit, b: TextEdit): boolean {
  if (a.span.start === b.span.start) return true;
  return a.span.start < b.span.end && b.span.start < a.span.end;
}
