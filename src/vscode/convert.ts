import * as vscode from 'vscode';
import type { Problem } from '../core/cluster/problem';
import type { Inventory } from '../core/inventory/inventory';
import { createLinePositions } from '../core/text/linePositions';
import type { Span } from '../core/text/textEdit';
import { diagnosticSource } from './ids';

/** Offsets of the core as positions of the editor. */
export function createPositions(text: string): (offset: number) => vscode.Position {
  const positions = createLinePositions(text);
  return (offset) => {
    const { line, character } = positions(offset);
    return new vscode.Position(line, character);
  };
}

export function toRange(span: Span, positions: (offset: number) => vscode.Position): vscode.Range {
  return new vscode.Range(positions(span.start), positions(span.end));
}

export function toDiagnostics(
  problems: readonly Problem[],
  inventory: Inventory,
): readonly vscode.Diagnostic[] {
  const positions = createPositions(inventory.text);
  return problems.map((problem) => {
    const diagnostic = new vscode.Diagnostic(
      toRange(problem.span, positions),
      problem.message,
      severities[problem.severity],
    );
    diagnostic.source = diagnosticSource;
    diagnostic.code = problem.code;
    return diagnostic;
  });
}

const severities: Readonly<Record<Problem['severity'], vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  hint: vscode.DiagnosticSeverity.Hint,
};
