import type { ComponentId } from '../../cluster/components';
import { components as allComponents, componentOfGroup } from '../../cluster/components';
import { knownVariables } from '../../cluster/variables';
import type { KnownVariable, VariablePlace } from '../../cluster/variables/knownVariable';
import type { Inventory } from '../../inventory/inventory';
import type { Section } from '../../inventory/line';
import type { VariableFiles } from '../../inventory/variableFiles';
import type { LanguageModel } from '../languageModel';

/** Where a line sets variables, and for the machines of which components. */
export interface SettingPlace {
  readonly place: VariablePlace;
  readonly group: string;
  readonly components: ReadonlySet<ComponentId>;
  readonly inventory: InventoryKind;
}

/** What an inventory is for: a DM cluster, create_users.yml (hosts.ini), or something else. */
export type InventoryKind = 'cluster' | 'users' | 'other';

/** One that has no groups yet counts as a cluster's, which it most likely becomes. */
export function inventoryKind({ inventory, cluster }: LanguageModel): InventoryKind {
  if (cluster !== undefined) return 'cluster';
  if (inventory.groups.has('servers')) return 'users';
  const names = [...inventory.groups.keys()];
  return names.every((name) => name === 'all' || name === 'ungrouped') ? 'cluster' : 'other';
}

/** @param host the inventory name on the line, whose other groups count too */
export function settingPlace(
  model: LanguageModel,
  { group, kind }: Section,
  host?: string,
): SettingPlace {
  const { inventory } = model;
  const place = kind !== 'vars' ? 'host' : group === 'all' ? 'all' : 'group';
  const ofHost = host === undefined ? [] : (inventory.hosts.get(host)?.groups ?? []);
  const names =
    group === 'all'
      ? allComponents.map((component) => component.group)
      : [...relatedGroups(inventory, group, kind === 'vars'), ...ofHost.map(({ name }) => name)];
  return {
    place,
    group,
    components: new Set(names.flatMap((name) => componentOfGroup(name)?.id ?? [])),
    inventory: inventoryKind(model),
  };
}

/** A group, those that it is in, and of a `:vars` section those that are in it. */
function relatedGroups(
  { groups }: Inventory,
  group: string,
  isDownwards: boolean,
): ReadonlySet<string> {
  const names = new Set([group]);
  // Sets may grow while they are gone through: what is added is reached too.
  for (const name of names) {
    for (const parent of groups.values())
      if (parent.children.includes(name)) names.add(parent.name);
  }
  const below = new Set([group]);
  if (isDownwards) {
    for (const name of below)
      for (const child of groups.get(name)?.children ?? []) below.add(child);
  }
  return new Set([...names, ...below]);
}

/** The known variables that do something there, in the order of the table. */
export function fittingVariables(place: SettingPlace): readonly KnownVariable[] {
  return knownVariables.filter((variable) => fits(variable, place));
}

/** Whether a variable is for such machines, and can be set in such a place. */
export function fits({ name, components, places }: KnownVariable, where: SettingPlace): boolean {
  if (!places.includes(where.place)) return false;
  if (where.inventory !== 'cluster') {
    const isOfUsers = components === 'hosts.ini' && where.inventory === 'users';
    return isOfUsers || (components === 'all' && name.startsWith('ansible_'));
  }
  if (components === 'hosts.ini') return false;
  return components === 'all' || components.some((component) => where.components.has(component));
}

/** The file of `group_vars/` that beats what a section sets (SPEC 10); undefined where none does. */
export function beatingFile(
  files: VariableFiles,
  { place, group }: SettingPlace,
  name: string,
): string | undefined {
  if (place === 'host') return undefined;
  const list = [...(files.groups.get('all') ?? []), ...(files.groups.get(group) ?? [])];
  return list.findLast(({ variables }) => variables.has(name))?.path;
}
