import ts from 'typescript';
import { moduleState } from './moduleState';

/** Files that have to stay short enough to be read at one go. */
const longest: Readonly<Record<string, number>> = {
  'src/extension.ts': 120,
  'src/core/procedure/run/engine.ts': 150,
};

/** Rules about one file alone: no barrel, no default export, no mutable module state, short. */
export function shapeViolations(file: string, text: string): readonly string[] {
  const violations: string[] = [];
  if (/\/index\.ts$/.test(file)) violations.push(`${file}: no barrels`);
  const lines = text.split('\n').length - 1;
  const limit = longest[file];
  if (limit !== undefined && lines > limit) {
    violations.push(`${file}: ${lines} lines, at most ${limit}`);
  }
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  for (const statement of source.statements) {
    if (isDefaultExport(statement)) violations.push(`${file}: no default exports`);
  }
  for (const name of moduleState(source)) {
    violations.push(`${file}: no mutable module state: ${name}`);
  }
  return violations;
}

function isDefaultExport(statement: ts.Statement): boolean {
  if (ts.isExportAssignment(statement)) return true;
  if (ts.isExportDeclaration(statement)) {
    const clause = statement.exportClause;
    return (
      clause !== undefined &&
      ts.isNamedExports(clause) &&
      clause.elements.some(({ name }) => name.text === 'default')
    );
  }
  return (
    ts.canHaveModifiers(statement) &&
    (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)
  );
}
