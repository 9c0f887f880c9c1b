import * as vscode from 'vscode';
import { createLinePositions } from '../core/text/linePositions';
import type { Span } from '../core/text/textEdit';

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
