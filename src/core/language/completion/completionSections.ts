import * as l10n from '@vscode/l10n';
import { componentOfGroup, components } from '../../cluster/components';
import type { Inventory } from '../../inventory/inventory';
import type { Section } from '../../inventory/line';
import { groupDoc } from '../hover/groupDoc';
import type { LanguageModel } from '../languageModel';
import { inventoryKind } from '../navigation/variablePlace';
import type { Cursor } from './completionCursor';
import type { Completion } from './completionItem';

/**
 * Headers, whole with their brackets: first DM's groups that the file lacks, then `[all:vars]` and
 * the kinds that its groups don't have yet, then what can be opened again.
 */
export function sectionCompletions(
  model: LanguageModel,
  { span, line }: Cursor,
): readonly Completion[] {
  const headers = otherHeaders(model.inventory, line);
  const present = new Set(
    headers.map(({ group, kind }) => (kind === 'hosts' ? group : `${group}:${kind}`)),
  );
  const missing = inventoryKind(model) === 'cluster' ? components.map(({ group }) => group) : [];
  const named = headers.map(({ group }) => group);
  const groups = [...new Set(named)].filter((name) => name !== 'all' && name !== 'ungrouped');
  const candidates = [
    ...missing,
    'all:vars',
    ...groups.map((name) => `${name}:vars`),
    ...groups.map((name) => `${name}:children`),
  ];
  return candidates
    .filter((header) => !present.has(header))
    .map((header) => sectionCompletion(header, span));
}

/** The sections of the file, that of the cursor's line left out. */
function otherHeaders({ lines }: Inventory, cursorLine: number): readonly Section[] {
  return lines.flatMap(({ kind, section }, index) =>
    kind === 'header' && index !== cursorLine ? section : [],
  );
}

function sectionCompletion(header: string, span: Completion['span']): Completion {
  const [group = header, kind] = header.split(':');
  const label = `[${header}]`;
  return {
    kind: 'section',
    label,
    detail: describe(group, kind),
    documentation: kind === undefined ? groupDoc(group) : '',
    span,
    insert: label,
    isSnippet: false,
    filter: label,
    goesOn: false,
  };
}

function describe(group: string, kind: string | undefined): string {
  if (kind === 'vars') {
    return group === 'all' ? l10n.t('variables of all machines') : l10n.t('variables of the group');
  }
  if (kind === 'children') return l10n.t('groups in the group');
  const component = componentOfGroup(group);
  if (component === undefined) return '';
  switch (component.hosts) {
    case 'exactly-one':
      return l10n.t('{0}: exactly one host', component.id);
    case 'at-least-one':
      return l10n.t('{0}: at least one host', component.id);
    case 'any':
      return l10n.t('{0}: optional', component.id);
  }
}
