import { createVariableLookup, type VariableLookup } from '../inventory/effectiveVariables';
import type { Host, Inventory } from '../inventory/inventory';
import { renderValue } from '../inventory/renderValue';
import { unknownValue } from '../inventory/value';
import type { VariableFiles } from '../inventory/variableFiles';
import type { Cluster, ComponentInstances, Instance } from './cluster';
import { type Component, components } from './components';
import { InstanceOfHost, type Origins, type Placed } from './instanceOfHost';

/** A header of a group that only DM has. */
const dmHeader = /^\s*\[dm_(?:master|worker|portal)_servers(?::\w+)?\]/m;

/** Whether a text may be an inventory of DM; cheap enough for every .ini file of a workspace. */
export function namesDmGroup(text: string): boolean {
  return dmHeader.test(text);
}

/**
 * The cluster that an inventory describes, with the values in force: host lines, group_vars files
 * and sections in Ansible's order, then DM-Ansible's defaults. undefined when the inventory
 * declares no group of DM, so that inventories of other systems are left alone.
 */
export function readCluster(inventory: Inventory, files: VariableFiles): Cluster | undefined {
  const present = components.filter(({ group }) => inventory.groups.has(group));
  // An error above the first group of DM leaves none: it is DM's all the same, and must be shown.
  const isBroken = inventory.error !== undefined && namesDmGroup(inventory.text);
  // Of one that could not be read, whoever tried knew that it is DM's.
  const isUnread = inventory.error?.stage === 'read';
  if (!isBroken && !isUnread && !present.some(({ id }) => id.startsWith('dm-'))) return undefined;
  const lookup = createVariableLookup(inventory, files);
  return {
    inventory,
    files,
    name: globalText(lookup, 'cluster_name'),
    version: globalText(lookup, 'dm_version'),
    components: present.map((component) => readComponent(component, inventory, lookup)),
  };
}

/** All instances, in the order of the components. */
export function allInstances(cluster: Cluster): readonly Instance[] {
  const lists = cluster.components.map(({ instances }) => instances);
  return new Array<Instance>().concat(...lists);
}

function readComponent(
  component: Component,
  inventory: Inventory,
  lookup: VariableLookup,
): ComponentInstances {
  const instances: Instance[] = [];
  const origins: Origins = { component, lookup };
  for (const alias of hostsBelow(inventory, component.group)) {
    const host = inventory.hosts.get(alias);
    if (host === undefined) continue;
    instances.push(new InstanceOfHost(host.name, placeOf(host, component, inventory), origins));
  }
  return { component, instances };
}

/** Hosts of a group and of its children, each once, in Ansible's order. */
function hostsBelow(inventory: Inventory, group: string): Iterable<string> {
  const top = inventory.groups.get(group);
  if (top === undefined || top.children.length === 0) return top?.hosts ?? [];
  const hosts = new Set<string>();
  const seen = new Set<string>();
  const visit = (name: string): void => {
    const found = inventory.groups.get(name);
    if (found === undefined || seen.has(name)) return;
    seen.add(name);
    for (const host of found.hosts) hosts.add(host);
    for (const child of found.children) visit(child);
  };
  visit(group);
  return hosts;
}

/** The line in the component's own group, else the first line that names the host. */
function placeOf(host: Host, component: Component, inventory: Inventory): Placed {
  return (
    host.only ??
    host.mentions.find(({ group }) => group === component.group) ??
    host.mentions[0] ??
    inventory.groups.get(component.group)?.headers[0] ??
    nowhere
  );
}

const nowhere: Placed = { span: { start: 0, end: 0 } };

/** A variable as `localhost` sees it in DM-Ansible's plays: `[all:vars]` and group_vars/all. */
function globalText(lookup: VariableLookup, name: string): string | undefined {
  const found = lookup.findGlobal(name);
  return found === undefined || found.value === unknownValue ? undefined : renderValue(found.value);
}
