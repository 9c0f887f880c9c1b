import type { LanguageModel } from '../languageModel';
import { settledModel } from '../settledModel';
import { type Cursor, readCursor } from './completionCursor';
import { type Completion, plainCompletion } from './completionItem';
import { sectionCompletions } from './completionSections';
import { valueCompletions } from './completionValues';
import { variableCompletions } from './completionVariables';
import { workerCompletions } from './completionWorkers';

/** What can stand at an offset, best first. Never throws, whatever stands around it. */
export function completions(model: LanguageModel, offset: number): readonly Completion[] {
  const cursor = readCursor(model.inventory, offset);
  if (cursor === undefined) return [];
  const settled = settledModel(model);
  return [
    ...completionsAt(settled, cursor),
    ...(cursor.isAlone ? sectionCompletions(settled, cursor) : []),
  ];
}

function completionsAt(model: LanguageModel, cursor: Cursor): readonly Completion[] {
  switch (cursor.kind) {
    case 'header':
      return sectionCompletions(model, cursor);
    case 'host':
      return [...workerCompletions(model, cursor), ...aliasCompletions(model, cursor)];
    case 'key':
      return variableCompletions(model, cursor);
    case 'value':
      return valueCompletions(model, cursor);
    case 'child':
      return childCompletions(model, cursor);
  }
}

/** Hosts of other groups. Not in a group of DM: there an alias is for one component (rule L11). */
function aliasCompletions(model: LanguageModel, cursor: Cursor): readonly Completion[] {
  const { inventory } = model;
  const { group } = cursor.section;
  if (model.cluster?.components.some(({ component }) => component.group === group)) return [];
  const present = new Set(inventory.groups.get(group)?.hosts);
  return [...inventory.hosts.keys()]
    .filter((name) => !present.has(name))
    .slice(0, mostAliases)
    .map((name) => plainCompletion('alias', name, cursor.span));
}

/** The list is filtered by what is typed, not scrolled through. */
const mostAliases = 500;

/** Groups that can be children of the section's group: none that it is in itself. */
function childCompletions({ inventory }: LanguageModel, cursor: Cursor): readonly Completion[] {
  const { group } = cursor.section;
  const refused = new Set(['all', 'ungrouped', group]);
  for (const name of refused) {
    for (const parent of inventory.groups.values()) {
      if (parent.children.includes(name)) refused.add(parent.name);
    }
  }
  for (const name of inventory.groups.get(group)?.children ?? []) refused.add(name);
  return [...inventory.groups.values()]
    .filter(({ name, headers }) => !refused.has(name) && headers.length > 0)
    .map(({ name }) => plainCompletion('group', name, cursor.span));
}
