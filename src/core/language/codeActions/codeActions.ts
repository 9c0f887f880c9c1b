import type { Problem } from '../../cluster/problem';
import type { Span } from '../../text/textEdit';
import { commenting } from './commentFixes';
import { extractVariable } from './extractVariable';
import type { Fix, FixContext } from './fix';
import { fixAll, fixAllAlike } from './fixAll';
import { fixers } from './fixers';
import { sortInstances, sortVariables } from './sortLines';

/** As VS Code names them; each begins with one of its own. */
const codeActionKinds = [
  'quickfix',
  'refactor.extract',
  'refactor.rewrite',
  'source.fixAll.dm-inventory',
] as const;

export type CodeActionKind = (typeof codeActionKinds)[number];

/** Something that can be done with the text at a place. */
export interface CodeAction extends Fix {
  readonly kind: CodeActionKind;
  /** The problem that it would solve. */
  readonly problem?: Problem;
  readonly isPreferred: boolean;
}

/** Everything that the light bulb offers for a stretch of the inventory. */
export function codeActions(
  context: FixContext,
  problems: readonly Problem[],
  span: Span,
  isWanted: (kind: CodeActionKind) => boolean = () => true,
): readonly CodeAction[] {
  const { model } = context;
  const { inventory } = model;
  const makers: Readonly<Record<CodeActionKind, () => readonly CodeAction[]>> = {
    quickfix: () => quickFixes(context, problems, span),
    'refactor.extract': () => refactorings('refactor.extract', extractVariable(model, span)),
    'refactor.rewrite': () =>
      refactorings('refactor.rewrite', [
        ...commenting(inventory, span),
        ...sortInstances(inventory, span),
        ...sortVariables(inventory, span),
      ]),
    'source.fixAll.dm-inventory': () =>
      refactorings('source.fixAll.dm-inventory', fixAll(context, problems)),
  };
  return codeActionKinds.filter(isWanted).flatMap((kind) => makers[kind]());
}

/** The fixes for the problems that touch the stretch. */
function quickFixes(
  context: FixContext,
  problems: readonly Problem[],
  span: Span,
): readonly CodeAction[] {
  return problems
    .filter(({ path }) => path === undefined)
    .filter((problem) => problem.span.start <= span.end && span.start <= problem.span.end)
    .flatMap((problem) => [
      ...fixesFor(context, problem).map(
        (fix, index): CodeAction => ({
          ...fix,
          kind: 'quickfix',
          problem,
          isPreferred: index === 0 && fix.isLastResort !== true,
        }),
      ),
      ...fixAllAlike(context, problems, problem.code).map(
        (fix): CodeAction => ({ ...fix, kind: 'quickfix', problem, isPreferred: false }),
      ),
    ]);
}

/** Fixes of one problem, the best first; none for a code that nothing is known of. */
export function fixesFor(context: FixContext, problem: Problem): readonly Fix[] {
  const fixer = fixers.get(problem.code);
  return fixer === undefined ? [] : fixer.fix(context, problem);
}

function refactorings(kind: CodeActionKind, fixes: readonly Fix[]): readonly CodeAction[] {
  return fixes.map((fix) => ({ ...fix, kind, isPreferred: false }));
}
