import type { Group, Header, Variable } from './inventory';

/** A group while the file is read. */
export interface GroupNode extends Group {
  readonly headers: Header[];
  readonly hosts: string[];
  readonly children: string[];
  /** Its name alone, for the hosts that are in no other group. */
  readonly only: readonly string[];
  readonly variables: Map<string, Variable>;
  priority: bigint;
  depth: number;
}

/** Groups and the edges between them. */
export interface GroupGraph {
  readonly groups: Map<string, GroupNode>;
  readonly parents: Map<string, string[]>;
}

export function createGroup(graph: GroupGraph, name: string): GroupNode {
  const group: GroupNode = {
    name,
    headers: [],
    hosts: [],
    children: [],
    only: [name],
    variables: new Map(),
    priority: 1n,
    depth: 0,
  };
  graph.groups.set(name, group);
  graph.parents.set(name, []);
  return group;
}

/** Ansible's words for an edge that it refuses; undefined when the edge is there now (SPEC 7). */
export function addChild(graph: GroupGraph, parent: string, child: string): string | undefined {
  if (parent === child) return "can't add group to itself";
  const above = graph.groups.get(parent);
  // A group has few parents, but `all` may have thousands of children.
  if (above === undefined || graph.parents.get(child)?.includes(parent) === true) return undefined;
  if (ancestors(graph, [parent]).has(child))
    return `Adding group '${child}' as child to '${parent}' creates a recursive dependency loop.`;
  above.children.push(child);
  graph.parents.get(child)?.push(parent);
  pushDown(graph, child, above.depth + 1);
  return undefined;
}

/** All groups above the given ones, themselves left out unless they are above another. */
export function ancestors(graph: GroupGraph, names: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [...names];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    for (const parent of graph.parents.get(name) ?? []) {
      if (found.has(parent)) continue;
      found.add(parent);
      open.push(parent);
    }
  }
  return found;
}

/** Depth is the longest path from `all`: a new edge may push a whole subtree down. */
function pushDown(graph: GroupGraph, name: string, depth: number): void {
  let level: ReadonlySet<string> = new Set([name]);
  for (let at = depth; level.size > 0; at++) {
    const next = new Set<string>();
    for (const each of level) {
      const group = graph.groups.get(each);
      if (group === undefined || group.depth >= at) continue;
      group.depth = at;
      for (const child of group.children) next.add(child);
    }
    level = next;
  }
}
