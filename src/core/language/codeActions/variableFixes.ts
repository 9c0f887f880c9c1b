import * as l10n from '@vscode/l10n';
import { componentById } from '../../cluster/components';
import { variableByName } from '../../cluster/variables';
import { assignmentsOf } from '../../inventory/edits/assignments';
import { removeVariable } from '../../inventory/edits/removeVariable';
import { renameVariable } from '../../inventory/edits/renameToken';
import { setHostVariable } from '../../inventory/edits/setVariable';
import type { Group, Inventory, Variable } from '../../inventory/inventory';
import { assignmentOf } from './assignmentOf';
import type { Fix, Fixer } from './fix';

/** `mysql_passwd`: the name that was probably meant. */
export const renameToSuggestion: Fixer = {
  isIndependent: true,
  fix: ({ model: { inventory } }, problem) => {
    const variable = assignmentOf(inventory, problem);
    const name = problem.data?.suggestion;
    if (variable === undefined || name === undefined || name === '') return [];
    if (name === variable.name) return [];
    const title = l10n.t('Change {0} to {1}', variable.name, name);
    return [
      {
        title,
        edits: [renameVariable(inventory, variable, name)],
        changes: [variable.name, name],
      },
    ];
  },
};

/** An assignment that a later one overrules for every host of its line. */
export const removeOverruled: Fixer = {
  isSafe: true,
  fix: ({ model: { inventory } }, problem) => {
    const variable = assignmentOf(inventory, problem);
    if (variable === undefined || !isOverruled(inventory, variable)) return [];
    const title = l10n.t('Remove this assignment of {0}, which has no effect', variable.name);
    const edits = removeVariable(inventory, variable);
    return edits.length === 0 ? [] : [{ title, edits, changes: [] }];
  },
};

function isOverruled(inventory: Inventory, variable: Variable): boolean {
  const line = inventory.lines[variable.line];
  const isLater = (winner: Variable | undefined): boolean =>
    winner !== undefined && winner.nameSpan.start > variable.nameSpan.start;
  if (line?.kind === 'variable')
    return isLater(inventory.groups.get(line.section.group)?.variables.get(variable.name));
  const sameLine = assignmentsOf(inventory, variable.line);
  if (sameLine.some((other) => other.name === variable.name && isLater(other))) return true;
  const hosts = [...inventory.hosts.values()].filter(({ mentions }) =>
    mentions.some((mention) => mention.line === variable.line),
  );
  return hosts.every(
    (host) =>
      host.mentions.every(({ setsGroup }) => !setsGroup) &&
      isLater(host.variables.get(variable.name)),
  );
}

/** An assignment that nothing reads. */
export const removeUnused: Fixer = {
  isIndependent: true,
  fix: ({ model: { inventory } }, problem) => {
    const variable = assignmentOf(inventory, problem);
    if (variable === undefined) return [];
    const title = l10n.t('Remove {0}, which has no effect', variable.name);
    const edits = removeVariable(inventory, variable);
    return edits.length === 0 ? [] : [{ title, edits, changes: [variable.name] }];
  },
};

/** A variable that has no effect in a section goes to the lines of the group's hosts. */
export const moveToHostLines: Fixer = {
  fix: (context, problem) => {
    const { inventory } = context.model;
    const variable = assignmentOf(inventory, problem);
    const group = inventory.groups.get(problem.data?.group ?? '');
    if (variable === undefined || group === undefined) return [];
    const lines = linesToSet(inventory, group, variable.name);
    const removal = removeUnused.fix(context, problem);
    if (lines.length === 0) return removal;
    const move: Fix = {
      title: l10n.t('Move {0} to the lines of the hosts', variable.name),
      edits: [
        ...removeVariable(inventory, variable),
        ...lines.flatMap((line) => setHostVariable(inventory, line, variable.name, variable.value)),
      ],
      changes: [variable.name],
    };
    return [move, ...removal];
  },
};

/** The lines of those hosts of a group that the variable is for and that do not set it yet. */
function linesToSet(inventory: Inventory, group: Group, name: string): readonly number[] {
  const known = variableByName(name);
  if (known?.places.includes('host') !== true) return [];
  const groups =
    typeof known.components === 'string'
      ? undefined
      : known.components.map((component) => componentById(component).group);
  const lines = new Set<number>();
  for (const { groups: memberOf, mentions, variables } of inventory.hosts.values()) {
    const isBelow = group.name === 'all' || memberOf.includes(group);
    const isMeant = groups === undefined || memberOf.some((one) => groups.includes(one.name));
    const [mention] = mentions;
    if (!isBelow || !isMeant || mention === undefined || variables.has(name)) continue;
    if (!mention.setsGroup) lines.add(mention.line);
  }
  return [...lines];
}
