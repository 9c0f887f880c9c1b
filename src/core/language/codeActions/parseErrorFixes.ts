import * as l10n from '@vscode/l10n';
import { addSection } from '../../inventory/edits/addSection';
import { applyEdits } from '../../inventory/edits/applyEdits';
import { assignmentAt } from '../../inventory/edits/assignments';
import { commentOutLine } from '../../inventory/edits/commentLine';
import { lineContent } from '../../inventory/edits/lineEnd';
import { renameToken } from '../../inventory/edits/renameToken';
import { setValue } from '../../inventory/edits/setVariable';
import type { Inventory } from '../../inventory/inventory';
import type { Line } from '../../inventory/line';
import { lineAt } from '../../inventory/lineAt';
import { parseInventory } from '../../inventory/parseInventory';
import { closestName } from '../../text/closestName';
import type { TextEdit } from '../../text/textEdit';
import type { Fix, Fixer } from './fix';
import { textValue } from './valueFixes';

type Proposal = readonly [title: string, edits: readonly TextEdit[]];

/**
 * Ways out of a refused line. Each is offered only if Ansible then reads on: past this line, or to
 * the end.
 */
export const mendLine: Fixer = {
  fix: ({ model: { inventory } }, { span }) => {
    const { error } = inventory;
    const line = inventory.lines[lineAt(inventory, span.start)];
    if (error === undefined || line === undefined) return [];
    const offset = span.start;
    return [
      ...quoteLiteral(inventory, offset),
      ...joinWords(line),
      ...closeHeader(line),
      ...knownKind(line),
      ...knownGroup(inventory, offset),
      ...missingGroup(inventory, offset),
    ]
      .map(([title, edits]): Fix => ({ title, edits, changes: 'anything' }))
      .concat(commentOut(line))
      .filter(({ edits }) => readsOn(inventory, edits));
  },
};

/** Does Ansible no longer complain of that line? An error of the end is another matter. */
function readsOn(inventory: Inventory, edits: readonly TextEdit[]): boolean {
  const now = parseInventory(applyEdits(inventory.text, edits)).error;
  const before = inventory.error;
  if (now === undefined || before === undefined) return true;
  if (now.stage !== before.stage) return now.stage === 'final';
  return now.line > before.line || (now.line === before.line && now.span.start > before.span.start);
}

/** `x={{ 5 }}` is a set in a set to Python, which has no hash: as text it is a template. */
function quoteLiteral(inventory: Inventory, offset: number): readonly Proposal[] {
  const variable = assignmentAt(inventory, { start: offset, end: offset });
  if (variable === undefined) return [];
  const edits = setValue(inventory, variable, textValue(variable.text));
  return [[l10n.t('Put the value of {0} into quotes', variable.name), edits]];
}

/** `h1 ansible_host = 10.0.0.1`: on a host line no blanks may stand around the `=`. */
function joinWords(line: Line): readonly Proposal[] {
  if (line.kind !== 'host') return [];
  const edits = [
    ...lineContent(line).matchAll(/(?<=[\w-])[ \t]+=[ \t]*|=[ \t]+(?=[^\s=]+(?:\s|$))/g),
  ].map(({ index, 0: found }): TextEdit => {
    const start = line.start + index;
    return { span: { start, end: start + found.length }, newText: '=' };
  });
  return edits.length === 0 ? [] : [[l10n.t('Remove the blanks around ='), edits]];
}

/** `[ dm master ]`: blanks become underscores or go. */
function closeHeader(line: Line): readonly Proposal[] {
  const content = lineContent(line).trim();
  const inside = /^\[([^\]]*)\]?$/.exec(content)?.[1]?.trim();
  if (inside === undefined || inside === '') return [];
  const title = `[${inside.replace(/\s*:\s*/, ':').replaceAll(/\s+/g, '_')}]`;
  const start = line.start + line.text.indexOf(content);
  const edit = { span: { start, end: start + content.length }, newText: title };
  return title === content ? [] : [[l10n.t('Change {0} to {1}', content, title), [edit]]];
}

/** `[all:var]`: only `hosts`, `vars` and `children` are kinds of sections. */
function knownKind(line: Line): readonly Proposal[] {
  const [, before = '', kind = ''] = /^(\s*\[[^:\]\s]+:)(\w+)\]/.exec(line.text) ?? [];
  const known = closestName(kind.toLowerCase(), ['hosts', 'vars', 'children']);
  const word = /^(?:hosts|vars|children)$/i.test(kind) ? kind.toLowerCase() : known;
  if (kind === '' || word === undefined || word === kind) return [];
  const start = line.start + before.length;
  const edit = { span: { start, end: start + kind.length }, newText: word };
  return [[l10n.t('Change {0} to {1}', kind, word), [edit]]];
}

/** A group that is mentioned and nowhere declared: the name of one that is. */
function knownGroup(inventory: Inventory, offset: number): readonly Proposal[] {
  const name = undefinedGroup(inventory, offset);
  if (name === undefined) return [];
  const declared = [...inventory.groups.values()].filter(({ headers }) =>
    headers.some(({ kind }) => kind !== 'vars'),
  );
  const known = closestName(
    name,
    declared.map((group) => group.name),
  );
  const line = inventory.lines[lineAt(inventory, offset)];
  const kind = line?.kind === 'header' ? 'groupName' : 'childGroup';
  const edit = known === undefined ? undefined : renameToken(inventory, offset, kind, known);
  if (known === undefined || edit === undefined) return [];
  return [[l10n.t('Change {0} to {1}', name, known), [edit]]];
}

function missingGroup(inventory: Inventory, offset: number): readonly Proposal[] {
  const name = undefinedGroup(inventory, offset);
  if (name === undefined) return [];
  return [[l10n.t('Add the group [{0}]', name), addSection(inventory, name, [])]];
}

/** The group that an error of the end is about. */
function undefinedGroup(inventory: Inventory, offset: number): string | undefined {
  const line = inventory.lines[lineAt(inventory, offset)];
  if (inventory.error?.stage === 'output' || line === undefined) return undefined;
  if (line.kind === 'header') return line.section.kind === 'vars' ? line.section.group : undefined;
  return line.kind === 'child' ? /^\s*([^\s#]+)/.exec(line.text)?.[1] : undefined;
}

function commentOut(line: Line): Fix {
  const title = l10n.t('Comment out this line');
  return { title, edits: [commentOutLine(line)], changes: 'anything', isLastResort: true };
}
