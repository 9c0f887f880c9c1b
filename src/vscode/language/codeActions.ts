import * as vscode from 'vscode';
import type { Problem } from '../../core/cluster/problem';
import {
  type CodeAction,
  type CodeActionKind,
  codeActions,
} from '../../core/language/codeActions/codeActions';
import { createPositions, toRange } from '../convert';
import { diagnosticSource, inventorySelector } from '../ids';
import type { Inventories } from '../inventories/inventories';
import type { InventoryModel } from '../inventories/inventoryReader';
import { randomBytes } from '../randomBytes';

/** Sorting a longer file is worked out when somebody asks, not each time the cursor moves. */
const mostLines = 2000;

/** Light bulb: quick fixes, refactorings, and "fix all" on saving. */
export function registerInventoryCodeActions(inventories: Inventories): vscode.Disposable {
  const provider: vscode.CodeActionProvider = {
    async provideCodeActions(document, range, { only, diagnostics, triggerKind }) {
      const { version } = document;
      const model = await inventories.get(document.uri);
      if (model === undefined || document.version !== version) return [];
      const isTooLong =
        document.lineCount > mostLines && triggerKind === vscode.CodeActionTriggerKind.Automatic;
      const span = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
      const actions = codeActions(
        { model, randomBytes },
        model.problems,
        span,
        (kind) => isWanted(kind, only) && !(isTooLong && kind === 'refactor.rewrite'),
      );
      const positions = createPositions(model.inventory.text);
      return actions.map((action) => {
        const converted = new vscode.CodeAction(action.title, kinds[action.kind]);
        converted.edit = toWorkspaceEdit(action, model, positions);
        converted.isPreferred = action.isPreferred;
        converted.diagnostics = diagnostics.filter((one) => isOf(one, action.problem, positions));
        return converted;
      });
    },
  };
  return vscode.languages.registerCodeActionsProvider([...inventorySelector], provider, {
    providedCodeActionKinds: Object.values(kinds),
  });
}

/** Nobody who did not ask for a source action is shown one. */
function isWanted(kind: CodeActionKind, only: vscode.CodeActionKind | undefined): boolean {
  if (only === undefined) return !kind.startsWith('source.');
  return only.contains(kinds[kind]);
}

const kinds: Readonly<Record<CodeActionKind, vscode.CodeActionKind>> = {
  quickfix: vscode.CodeActionKind.QuickFix,
  'refactor.extract': vscode.CodeActionKind.RefactorExtract,
  'refactor.rewrite': vscode.CodeActionKind.RefactorRewrite,
  'source.fixAll.dm-inventory': vscode.CodeActionKind.SourceFixAll.append('dm-inventory'),
};

type Positions = (offset: number) => vscode.Position;

function toWorkspaceEdit(
  { edits, path }: CodeAction,
  { uri, directory, hostsFile }: InventoryModel,
  positions: Positions,
): vscode.WorkspaceEdit {
  const target = path === undefined ? uri : vscode.Uri.joinPath(directory, path);
  const at = path === undefined ? positions : createPositions(hostsFile?.text ?? '');
  const edit = new vscode.WorkspaceEdit();
  edit.set(
    target,
    edits.map(({ span, newText }) => new vscode.TextEdit(toRange(span, at), newText)),
  );
  return edit;
}

function isOf(
  diagnostic: vscode.Diagnostic,
  problem: Problem | undefined,
  positions: Positions,
): boolean {
  return (
    diagnostic.source === diagnosticSource &&
    problem !== undefined &&
    codeOf(diagnostic) === problem.code &&
    diagnostic.range.start.isEqual(positions(problem.span.start))
  );
}

/** The code may come with the page that explains it. */
function codeOf({ code }: vscode.Diagnostic): string | undefined {
  const value = typeof code === 'object' ? code.value : code;
  return value === undefined ? undefined : String(value);
}
