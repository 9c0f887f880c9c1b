import { type Builder, refuse } from './builder';
import { compareCodePoints } from './characters';
import { addChild, ancestors, type GroupNode } from './groupGraph';
import type { Group, Host } from './inventory';

/** What Ansible does once the last line is read: pending groups, then the whole tree (SPEC 7, 9). */
export function reconcile(builder: Builder): void {
  refusePending(builder);
  if (builder.error === undefined) attachGroups(builder);
  if (builder.error === undefined) settleUngrouped(builder);
  if (builder.error === undefined) warnNamesakes(builder);
}

function refusePending(builder: Builder): void {
  for (const [name, pending] of builder.pending) {
    const message =
      pending.kind === 'vars'
        ? `Section [${name}:vars] not valid for undefined group: ${name}`
        : `Section [${pending.parents.at(-1) ?? ''}:children] includes undefined group: ${name}`;
    refuse(builder, message, pending.place, true);
    return;
  }
}

/** Every group without a parent becomes a child of `all`; only `all` as a child can fail here. */
function attachGroups(builder: Builder): void {
  for (const [name, group] of builder.groups) {
    if (name === 'all' || (builder.parents.get(name)?.length ?? 0) > 0) continue;
    const refusal = addChild(builder, 'all', name);
    if (refusal === undefined) continue;
    const header = group.headers[0];
    const place = { line: header?.line ?? 0, ...(header?.span ?? { start: 0, end: 0 }) };
    refuse(builder, refusal, place, false, 'final');
    return;
  }
}

/** A host of another group leaves `ungrouped`; one of no group but `all` joins it. */
function settleUngrouped(builder: Builder): void {
  const ungrouped = builder.groups.get('ungrouped');
  const hasStrays = [ungrouped, builder.groups.get('all')].some((group) => group?.hosts[0]);
  if (ungrouped === undefined || !hasStrays) return;
  let reach = groupReach(builder);
  const leaving = new Set<string>();
  for (const host of builder.hosts.values()) {
    const groups = host.memberOf;
    if (groups.some((name) => reach(name).isUngrouped)) {
      const isOnlyUngrouped = !groups.some((name) => reach(name).isGrouped);
      if (isOnlyUngrouped || !groups.includes('ungrouped')) continue;
      leaving.add(host.name);
      host.memberOf = groups.filter((name) => name !== 'ungrouped');
    } else if (groups.length === 1 && groups[0] === 'all') {
      if (builder.groups.has(host.name)) {
        if (!attachNamesake(builder, host)) return;
        reach = groupReach(builder);
        continue;
      }
      host.memberOf = ['all', 'ungrouped'];
      ungrouped.hosts.push(host.name);
    }
  }
  const staying = ungrouped.hosts.filter((host) => !leaving.has(host));
  ungrouped.hosts.splice(0, ungrouped.hosts.length, ...staying);
}

/** Ansible means the host, but adds the group of its name to `ungrouped`; of `all` that is a loop. */
function attachNamesake(builder: Builder, host: Host): boolean {
  const refusal = addChild(builder, 'ungrouped', host.name);
  if (refusal === undefined) return true;
  const mention = host.mentions[0];
  const place = { line: mention?.line ?? 0, ...(mention?.span ?? { start: 0, end: 0 }) };
  refuse(builder, refusal, place, false, 'final');
  return false;
}

/** Whether a group or one above it is `ungrouped`, or any other than `all`; known once a group. */
function groupReach(
  builder: Builder,
): (name: string) => { readonly isUngrouped: boolean; readonly isGrouped: boolean } {
  const known = new Map<string, { isUngrouped: boolean; isGrouped: boolean }>();
  return (name) => {
    let reach = known.get(name);
    if (reach === undefined) {
      const names = [...withAncestors(builder, [name])];
      reach = {
        isUngrouped: names.includes('ungrouped'),
        isGrouped: names.some((each) => each !== 'all' && each !== 'ungrouped'),
      };
      known.set(name, reach);
    }
    return reach;
  };
}

function withAncestors(builder: Builder, groups: readonly string[]): ReadonlySet<string> {
  return new Set([...groups, ...ancestors(builder, groups)]);
}

function warnNamesakes(builder: Builder): void {
  for (const name of builder.groups.keys())
    if (builder.hosts.has(name))
      builder.warnings.push(`Found both group and host with same name: ${name}`);
}

/** Gives every host its groups in order of precedence; hosts of the same groups share one list. */
export function orderGroups(builder: Builder): void {
  const lists = new Map<string, readonly Group[]>();
  // Hosts of one section stand below one another.
  let names: readonly string[] = [];
  let list: readonly Group[] = [];
  builder.hosts.forEach((host) => {
    if (host.memberOf !== names) {
      names = host.memberOf;
      // No group's name holds a blank, so joined names are told apart.
      const key = names.join(' ');
      list = lists.get(key) ?? sortedGroups(builder, names);
      lists.set(key, list);
    }
    host.groups = list;
  });
}

function sortedGroups(builder: Builder, names: readonly string[]): readonly Group[] {
  return [...withAncestors(builder, names)]
    .flatMap((name) => builder.groups.get(name) ?? [])
    .filter((group) => group.name !== 'all')
    .sort(comparePrecedence);
}

function comparePrecedence(left: GroupNode, right: GroupNode): number {
  return (
    left.depth - right.depth ||
    compareIntegers(left.priority, right.priority) ||
    compareCodePoints(left.name, right.name)
  );
}

const compareIntegers = (left: bigint, right: bigint): number =>
  left < right ? -1 : left > right ? 1 : 0;
