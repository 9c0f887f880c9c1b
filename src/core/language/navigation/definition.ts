import type { Origin } from '../../inventory/effectiveVariables';
import type { Group, Inventory } from '../../inventory/inventory';
import { renderValue } from '../../inventory/renderValue';
import type { Span } from '../../text/textEdit';
import type { LanguageModel } from '../languageModel';
import { lineSpan, lineWords } from '../lineWords';
import { type NamedAt, namedAt, sourceVariable } from './names';

/** Where a thing is made or set. */
export type Definition =
  /** In the inventory: the word, and the line that it stands on. */
  | { readonly kind: 'here'; readonly span: Span; readonly line: Span }
  /** In a file of group_vars/ or host_vars/; the path is relative to the inventory's directory. */
  | { readonly kind: 'file'; readonly path: string; readonly variable: string };

export interface Definitions {
  /** The word that was asked for. */
  readonly origin: Span;
  readonly targets: readonly Definition[];
}

/** A variable may be set in as many places as there are hosts: more than these help nobody. */
const mostTargets = 50;

/** Where the thing named at an offset is made; undefined where nothing is named. */
export function definition(model: LanguageModel, offset: number): Definitions | undefined {
  const at = namedAt(model.inventory, offset);
  if (at === undefined) return undefined;
  return { origin: at.span, targets: distinct(targetsOf(model, at)).slice(0, mostTargets) };
}

function targetsOf(model: LanguageModel, at: NamedAt): readonly Definition[] {
  const { inventory } = model;
  const { named } = at;
  switch (named.kind) {
    case 'group':
      return groupDefinition(inventory, named.name);
    case 'host':
      return hostDefinition(inventory, named.name);
    case 'hostRange':
      return named.names.slice(0, mostTargets).flatMap((name) => hostDefinition(inventory, name));
    case 'source':
      return sourceDefinition(model, named.name);
    case 'variable':
      return variableDefinition(model, named.name, at.line);
  }
}

/** The header that makes the group; a `:vars` section only sets its variables. */
function groupDefinition(inventory: Inventory, name: string): readonly Definition[] {
  const headers = inventory.groups.get(name)?.headers ?? [];
  const header = headers.find(({ kind }) => kind !== 'vars') ?? headers[0];
  const line = header && inventory.lines[header.line];
  const word = line && lineWords(line).find(({ kind }) => kind === 'groupName');
  return line === undefined || word === undefined ? [] : [here(word.span, lineSpan(line))];
}

/** The first line that names the host: there Ansible makes it. */
function hostDefinition(inventory: Inventory, name: string): readonly Definition[] {
  const mention = inventory.hosts.get(name)?.mentions[0];
  const line = mention && inventory.lines[mention.line];
  return mention === undefined || line === undefined ? [] : [here(mention.span, lineSpan(line))];
}

/** The workers whose source has this id, as task files name it; more than one is a mistake. */
export function sourceDefinition(model: LanguageModel, id: string): readonly Definition[] {
  const { inventory, lookup } = model;
  const targets: Definition[] = [];
  for (const name of inventory.hosts.keys()) {
    const found = lookup.find(name, sourceVariable);
    if (found === undefined || renderValue(found.value) !== id) continue;
    targets.push(...originDefinition(inventory, found.origin, sourceVariable));
  }
  return distinct(targets);
}

/** Where the value in force is set: for the line's hosts, for those of its section's group. */
function variableDefinition(
  model: LanguageModel,
  name: string,
  index: number,
): readonly Definition[] {
  const { inventory, lookup } = model;
  const line = inventory.lines[index];
  if (line === undefined) return [];
  const origins = hostsOfLine(inventory, index).flatMap(
    (host) => lookup.find(host, name)?.origin ?? [],
  );
  if (line.section.kind === 'vars' && line.section.group === 'all') {
    const found = lookup.findGlobal(name);
    if (found !== undefined) origins.unshift(found.origin);
  }
  const written = inventory.groups.get(line.section.group)?.variables.get(name);
  // A group without hosts: nothing is in force, but it is written somewhere.
  const variable = written ?? inventory.groups.get('all')?.variables.get(name);
  if (origins.length === 0 && variable !== undefined) {
    origins.push({ kind: 'allSection', variable });
  }
  return origins.flatMap((origin) => originDefinition(inventory, origin, name));
}

/** Hosts that a line speaks for; of large groups some, which settles where their values come from. */
function hostsOfLine(inventory: Inventory, index: number): readonly string[] {
  const line = inventory.lines[index];
  if (line === undefined) return [];
  if (line.kind === 'host') {
    const named = namedAt(inventory, lineWords(line)[0]?.span.start ?? line.start)?.named;
    if (named?.kind === 'hostRange') return named.names.slice(0, mostTargets);
    return named?.kind === 'host' ? [named.name] : [];
  }
  const hosts: string[] = [];
  for (const { name, groups } of inventory.hosts.values()) {
    if (!isIn(groups, line.section.group)) continue;
    hosts.push(name);
    if (hosts.length >= 1000) break;
  }
  return hosts;
}

function isIn(groups: readonly Group[], name: string): boolean {
  return name === 'all' || groups.some((group) => group.name === name);
}

function originDefinition(
  inventory: Inventory,
  origin: Origin,
  variable: string,
): readonly Definition[] {
  switch (origin.kind) {
    case 'hostLine':
    case 'groupSection':
    case 'allSection': {
      const line = inventory.lines[origin.variable.line];
      const { nameSpan, valueSpan } = origin.variable;
      const span = { start: nameSpan.start, end: valueSpan.end };
      return line === undefined ? [] : [here(span, lineSpan(line))];
    }
    case 'groupFile':
    case 'hostFile':
      return [{ kind: 'file', path: origin.path, variable }];
    case 'hostPort':
      return [];
  }
}

function here(span: Span, line: Span): Definition {
  return { kind: 'here', span, line };
}

function distinct(targets: readonly Definition[]): readonly Definition[] {
  const byPlace = new Map(
    targets.map((target) => [target.kind === 'here' ? target.span.start : target.path, target]),
  );
  return [...byPlace.values()];
}
