import * as l10n from '@vscode/l10n';
import { variableByName } from '../../cluster/variables';
import { strip } from '../../inventory/characters';
import { assignmentAt, assignmentsOf } from '../../inventory/edits/assignments';
import { removeVariable } from '../../inventory/edits/removeVariable';
import { setGroupVariable } from '../../inventory/edits/setVariable';
import { hostVariable } from '../../inventory/hostVariables';
import type { Host, Inventory, Variable } from '../../inventory/inventory';
import { pythonRepr } from '../../inventory/renderValue';
import type { Span } from '../../text/textEdit';
import type { LanguageModel } from '../languageModel';
import type { Fix } from './fix';

/**
 * A variable that all hosts of a group set to one value on their lines goes to `[group:vars]`, if
 * every host then still has that value (SPEC 10): no file and no other group may set it, and it is
 * none that DM-Ansible's own group_vars would overrule.
 */
export function extractVariable(model: LanguageModel, span: Span): readonly Fix[] {
  const { inventory } = model;
  const variable = inventory.error === undefined ? assignmentAt(inventory, span) : undefined;
  const line = variable && inventory.lines[variable.line];
  if (variable === undefined || line?.kind !== 'host') return [];
  const { group } = line.section;
  const hosts = hostsBelow(inventory, group);
  const isKept =
    group !== 'ungrouped' &&
    hosts.length > 1 &&
    canStandInSection(variable.name) &&
    hosts.every((host) => hasValue(inventory, host, variable)) &&
    !isSetElsewhere(model, hosts, variable.name);
  const repeats = isKept ? assignmentsOfHosts(inventory, hosts, variable.name) : undefined;
  const removals = repeats?.map((repeat) => removeVariable(inventory, repeat));
  if (removals === undefined || removals.some(({ length }) => length === 0)) return [];
  return [
    {
      title: l10n.t('Move {0} to [{1}]', variable.name, `${group}:vars`),
      edits: [
        ...removals.flat(),
        ...setGroupVariable(inventory, group, variable.name, variable.value),
      ],
      changes: [],
    },
  ];
}

function hostsBelow(inventory: Inventory, name: string): readonly Host[] {
  const group = inventory.groups.get(name);
  return [...inventory.hosts.values()].filter(
    ({ groups }) => name === 'all' || (group !== undefined && groups.includes(group)),
  );
}

/** Where a section can set it to the same effect. */
function canStandInSection(name: string): boolean {
  if (name === 'ansible_group_priority' || name === '' || name.includes('=')) return false;
  // A line that begins so is a comment or a header, and Ansible strips blanks there.
  if (/^[#;[]/.test(name) || strip(name) !== name) return false;
  const known = variableByName(name);
  return known === undefined || (known.groupFile === undefined && known.places.includes('group'));
}

function hasValue({ hostWords }: Inventory, host: Host, { name, value }: Variable): boolean {
  const found = hostVariable(host, hostWords, name)?.value;
  const isPort = name === 'ansible_port' && host.port !== undefined;
  return (
    !isPort &&
    found !== undefined &&
    found.kind === value.kind &&
    pythonRepr(found) === pythonRepr(value) &&
    host.mentions.every(({ setsGroup }) => !setsGroup)
  );
}

function isSetElsewhere(
  { inventory, files }: LanguageModel,
  hosts: readonly Host[],
  name: string,
): boolean {
  const all = inventory.groups.get('all');
  const groups = new Set(hosts.flatMap(({ groups: memberOf }) => memberOf));
  if (all !== undefined) groups.add(all);
  return (
    [...groups].some(
      (group) =>
        group.variables.has(name) ||
        files.groups.get(group.name)?.some(({ variables }) => variables.has(name)),
    ) || hosts.some((host) => inventory.groups.has(host.name))
  );
}

/** What to remove; undefined where a line also names hosts that are not of the group. */
function assignmentsOfHosts(
  inventory: Inventory,
  hosts: readonly Host[],
  name: string,
): readonly Variable[] | undefined {
  const members = new Set(hosts);
  const lines = new Set(hosts.flatMap(({ mentions }) => mentions.map(({ line }) => line)));
  for (const host of inventory.hosts.values())
    if (!members.has(host) && host.mentions.some(({ line }) => lines.has(line))) return undefined;
  return [...lines].flatMap((line) =>
    assignmentsOf(inventory, line).filter((variable) => variable.name === name),
  );
}
