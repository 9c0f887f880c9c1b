import * as vscode from 'vscode';
import type { Problem } from '../core/cluster/problem';
import type { Inventory } from '../core/inventory/inventory';
import type { Span } from '../core/text/textEdit';
import { diagnosticSource } from './ids';

/**
 * Positions by VS Code's lines, which end at LF, CR or CRLF only: Ansible's lines, which the
 * inventory counts, also end at a few characters that VS Code shows inside a line.
 */
export function createPositions(text: string): (offset: number) => vscode.Position {
  const starts = [0];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 10 || (code === 13 && text.charCodeAt(index + 1) !== 10)) starts.push(index + 1);
  }
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return new vscode.Position(low, offset - (starts[low] ?? 0));
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
