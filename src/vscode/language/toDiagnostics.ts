import * as vscode from 'vscode';
import type { Problem, RelatedPlace } from '../../core/cluster/problem';
import { createPositions, toRange } from '../convert';
import { diagnosticSource, extensionId } from '../ids';
import type { InventoryModel } from '../inventories/inventoryReader';

/** Diagnostics of one file. */
export interface FileDiagnostics {
  readonly uri: vscode.Uri;
  readonly diagnostics: readonly vscode.Diagnostic[];
}

type Positions = (offset: number) => vscode.Position;

/** The inventory's problems, and those that are in the files beside it, file by file. */
export function toDiagnostics(model: InventoryModel): readonly FileDiagnostics[] {
  const files = createFiles(model);
  const byPath = new Map<string | undefined, vscode.Diagnostic[]>([[undefined, []]]);
  for (const problem of model.problems) {
    const diagnostics = byPath.get(problem.path) ?? [];
    diagnostics.push(toDiagnostic(problem, files));
    byPath.set(problem.path, diagnostics);
  }
  return [...byPath].map(([path, diagnostics]) => ({ uri: files.uri(path), diagnostics }));
}

interface Files {
  readonly uri: (path: string | undefined) => vscode.Uri;
  readonly positions: (path: string | undefined) => Positions;
}

function createFiles({ uri, directory, inventory, hostsFile }: InventoryModel): Files {
  const own = createPositions(inventory.text);
  let ofHosts: Positions | undefined;
  return {
    uri: (path) => (path === undefined ? uri : vscode.Uri.joinPath(directory, path)),
    positions: (path) => {
      if (path === undefined) return own;
      // Of variable files no more is known than that they set something.
      if (path !== 'hosts.ini') return () => new vscode.Position(0, 0);
      ofHosts ??= createPositions(hostsFile?.text ?? '');
      return ofHosts;
    },
  };
}

function toDiagnostic(problem: Problem, files: Files): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(
    toRange(problem.span, files.positions(problem.path)),
    problem.message,
    severities[problem.severity],
  );
  diagnostic.source = diagnosticSource;
  diagnostic.code = codeOf(problem.code);
  if (problem.related !== undefined)
    diagnostic.relatedInformation = problem.related.map((place) => toRelated(place, files));
  if (problem.tags !== undefined) diagnostic.tags = [vscode.DiagnosticTag.Unnecessary];
  return diagnostic;
}

function toRelated(
  { span, message, path }: RelatedPlace,
  files: Files,
): vscode.DiagnosticRelatedInformation {
  const range = toRange(span, files.positions(path));
  return new vscode.DiagnosticRelatedInformation(
    new vscode.Location(files.uri(path), range),
    message,
  );
}

/** The code with its section of the handbook, which travels with the extension. */
function codeOf(code: string): NonNullable<vscode.Diagnostic['code']> {
  const root = vscode.extensions.getExtension(extensionId)?.extensionUri;
  if (root === undefined) return code;
  const page = vscode.Uri.joinPath(root, 'docs', 'problems.md');
  return { value: code, target: page.with({ fragment: code }) };
}

const severities: Readonly<Record<Problem['severity'], vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  hint: vscode.DiagnosticSeverity.Hint,
};
