import * as l10n from '@vscode/l10n';
import { applyEdits } from '../../inventory/edits/applyEdits';
import { assignmentsOf } from '../../inventory/edits/assignments';
import { lineContent, lineEndOf } from '../../inventory/edits/lineEnd';
import { hostWord, valueText } from '../../inventory/edits/writeValue';
import type { Inventory, Variable } from '../../inventory/inventory';
import { lineAt } from '../../inventory/lineAt';
import { parseInventory } from '../../inventory/parseInventory';
import type { TextEdit } from '../../text/textEdit';
import { assignmentOf } from './assignmentOf';
import type { Fix, FixContext, Fixer } from './fix';
import { textValue } from './valueFixes';

/** `pw=abc#1 port=3306`: quotes the value up to the blank, so that the rest of the line counts. */
export const quoteHash: Fixer = {
  isIndependent: true,
  fix: ({ model: { inventory } }, { span, data }) => {
    const last = assignmentsOf(inventory, lineAt(inventory, span.start)).at(-1);
    if (last?.valueSpan.end !== span.start) return [];
    const title = l10n.t('Put the value of {0} into quotes', data?.variable ?? last.name);
    return rewriteTyped(inventory, last, (text) => text, title);
  },
};

/**
 * Writes something else for a value as it was typed, up to the next blank: what an unquoted `#` cut
 * off comes back, and what then would not be read becomes a comment.
 */
export function rewriteTyped(
  inventory: Inventory,
  variable: Variable,
  write: (typed: string) => string,
  title: string,
): readonly Fix[] {
  const line = inventory.lines[variable.line];
  if (line === undefined) return [];
  const { start, end } = variable.valueSpan;
  const cut = inventory.text.slice(end, line.start + lineContent(line).length);
  const glued = /^#[^ \t]*/.exec(cut)?.[0] ?? '';
  const rest = glued === '' ? '' : cut.slice(glued.length);
  const written = inventory.text.slice(start, end);
  const typed = /["']/.test(written) ? variable.text : written;
  const word = hostWord(variable.name, valueText(textValue(write(typed + glued))));
  const span = { start: variable.nameSpan.start, end: end + glued.length + rest.length };
  const edit = [rest, rest.replace(/^([ \t]+)(?=\S)/, '$1# ')]
    .map((after): TextEdit => ({ span, newText: word + after }))
    .find((candidate) => !isRefused(applyEdits(line.text, [shift(candidate, line.start)])));
  if (edit === undefined) return [];
  return [{ title, edits: [edit], changes: namesOf(edit.newText) }];
}

function shift({ span, newText }: TextEdit, by: number): TextEdit {
  return { span: { start: span.start - by, end: span.end - by }, newText };
}

const isRefused = (line: string): boolean => parseInventory(`[g]\n${line}`).error !== undefined;

/** The variables that a piece of a host line sets. */
function namesOf(words: string): readonly string[] {
  return assignmentsOf(parseInventory(`h ${words}`), 0).map(({ name }) => name);
}

/** A backslash outside quotes is lost: the value as it is written, in quotes. */
export const keepBackslash: Fixer = {
  isIndependent: true,
  fix: ({ model: { inventory } }, problem) => {
    const variable = assignmentOf(inventory, problem);
    if (variable === undefined) return [];
    const { start, end } = variable.valueSpan;
    const written = inventory.text.slice(start, end);
    if (/["']/.test(written)) return [];
    const title = l10n.t('Put the value of {0} into quotes', variable.name);
    return rewriteTyped(inventory, variable, (text) => text, title);
  },
};

/** `dm_version = v1.0.7 # newest`: the comment gets a line of its own above. */
export const moveComment: Fixer = {
  isIndependent: true,
  fix: ({ model: { inventory } }, problem) => {
    const line = inventory.lines[lineAt(inventory, problem.span.start)];
    const variable = assignmentOf(inventory, problem);
    if (line?.kind !== 'variable' || variable === undefined) return [];
    const { start, end } = problem.span;
    const comment = inventory.text.slice(start, end).replace(/^\s+[;#]+\s*/, '');
    const indent = /^[ \t]*/.exec(line.text)?.[0] ?? '';
    const above = `${indent}# ${comment}`.trimEnd() + lineEndOf(inventory);
    return [
      {
        title: l10n.t('Move the comment to a line of its own'),
        edits: [
          { span: { start: line.start, end: line.start }, newText: above },
          { span: problem.span, newText: '' },
        ],
        changes: [variable.name],
      },
    ];
  },
};

/** `h1 a=1 ;b=2`: a semicolon begins no comment, a hash does. */
export const hashForSemicolon: Fixer = {
  isIndependent: true,
  fix: ({ model: { inventory } }, { span }) => {
    const line = inventory.lines[lineAt(inventory, span.start)];
    if (line?.kind !== 'host' || inventory.text[span.start] !== ';') return [];
    const rest = inventory.text.slice(span.start, line.start + line.text.length);
    const edit = { span: { start: span.start, end: span.start + 1 }, newText: '#' };
    return [{ title: l10n.t('Begin the comment with #'), edits: [edit], changes: namesOf(rest) }];
  },
};

/** A byte order mark goes, a blank of another kind becomes one that Ansible takes for a blank. */
export const plainCharacter: Fixer = {
  isSafe: true,
  fix: (context, { span }) => {
    const character = context.model.inventory.text.slice(span.start, span.end);
    const isBlank = character === '\xa0' || character === '\u3000';
    const edits = (isBlank ? [' ', ''] : [''])
      .map((newText): readonly TextEdit[] => [{ span, newText }])
      .find((candidate) => !isWorse(context, candidate));
    if (edits === undefined) return [];
    const title = isBlank
      ? l10n.t('Type a plain blank instead of this character')
      : l10n.t('Delete this invisible character');
    return [{ title, edits, changes: 'anything' }];
  },
};

/** Would Ansible refuse the file, which it reads now? */
function isWorse({ model: { inventory } }: FixContext, edits: readonly TextEdit[]): boolean {
  if (inventory.error !== undefined) return false;
  return parseInventory(applyEdits(inventory.text, edits)).error !== undefined;
}
