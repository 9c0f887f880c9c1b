import { createVariableLookup, type VariableLookup } from '../inventory/effectiveVariables';
import type { Host, Inventory } from '../inventory/inventory';
import { renderValue } from '../inventory/renderValue';
import type { VariableFiles } from '../inventory/variableFiles';
import type { Span } from '../text/textEdit';
import type { Cluster, ComponentInstances, Instance, Sourced } from './cluster';
import { type Component, components } from './components';

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
  if (!isBroken && !present.some(({ id }) => id.startsWith('dm-'))) return undefined;
  const lookup = createVariableLookup(inventory, files);
  return {
    inventory,
    name: globalText(lookup, 'cluster_name'),
    version: globalText(lookup, 'dm_version'),
    components: present.map((component) => readComponent(component, inventory, lookup)),
  };
}

/** All instances, in the order of the components. */
export function allInstances(cluster: Cluster): readonly Instance[] {
  return cluster.components.flatMap(({ instances }) => instances);
}

function readComponent(
  component: Component,
  inventory: Inventory,
  lookup: VariableLookup,
): ComponentInstances {
  const instances: Instance[] = [];
  for (const alias of hostsBelow(inventory, component.group)) {
    const host = inventory.hosts.get(alias);
    if (host !== undefined) instances.push(readInstance(component, host, inventory, lookup));
  }
  return { component, instances };
}

/** Hosts of a group and of its children, each once, in Ansible's order. */
function hostsBelow(inventory: Inventory, group: string): ReadonlySet<string> {
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

function readInstance(
  component: Component,
  host: Host,
  inventory: Inventory,
  lookup: VariableLookup,
): Instance {
  const port = readPort(component, host.name, lookup);
  return {
    alias: host.name,
    component: component.id,
    host: textOf(lookup, host.name, 'ansible_host') ?? {
      value: host.name,
      source: { kind: 'alias' },
    },
    port,
    deployDir: textOf(lookup, host.name, 'deploy_dir'),
    unit: port.value === undefined ? undefined : `${component.tag}-${port.value}.service`,
    span: spanOf(host, component, inventory),
  };
}

function readPort(
  component: Component,
  alias: string,
  lookup: VariableLookup,
): Sourced<number | undefined> {
  const written = textOf(lookup, alias, component.portVariable);
  if (written === undefined) {
    return { value: component.defaultPort, source: { kind: 'default' } };
  }
  const port = /^[0-9]{1,5}$/.test(written.value) ? Number(written.value) : undefined;
  const isPort = port !== undefined && port >= 1 && port <= 65535;
  return { value: isPort ? port : undefined, source: written.source };
}

function textOf(lookup: VariableLookup, alias: string, name: string): Sourced<string> | undefined {
  const found = lookup.find(alias, name);
  return found === undefined
    ? undefined
    : { value: renderValue(found.value), source: found.origin };
}

/** The line in the component's own group, else the first line that names the host. */
function spanOf(host: Host, component: Component, inventory: Inventory): Span {
  const mention = host.mentions.find(({ group }) => group === component.group) ?? host.mentions[0];
  return mention?.span ?? inventory.groups.get(component.group)?.headers[0]?.span ?? noSpan;
}

const noSpan: Span = { start: 0, end: 0 };

/** A variable as `localhost` sees it in DM-Ansible's plays: `[all:vars]` and group_vars/all. */
function globalText(lookup: VariableLookup, name: string): string | undefined {
  const found = lookup.findGlobal(name);
  return found === undefined ? undefined : renderValue(found.value);
}
