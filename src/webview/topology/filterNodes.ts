import { sourceId, type Topology, type TopologyNode } from '../../core/topology/topology';

/** What is to be seen of the workers: those with these words, and in these states. */
export interface Filter {
  /** Words in any order; each has to occur. */
  readonly query: string;
  /** Only workers that are not up, or have an alert. */
  readonly onlyProblems: boolean;
}

export const noFilter: Filter = { query: '', onlyProblems: false };

/** The drawing without the workers that don't match, and without their upstreams. */
export function filterNodes(topology: Topology, { query, onlyProblems }: Filter): Topology {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0 && !onlyProblems) return topology;
  const byId = new Map(topology.nodes.map((node) => [node.id, node]));
  const hidden = new Set<string>();
  for (const node of topology.nodes) {
    if (node.kind !== 'worker') continue;
    const source = sourceId(node.label);
    const text = `${wordsOf(node)} ${wordsOf(byId.get(source))}`.toLowerCase();
    const matches = words.every((word) => text.includes(word));
    if (matches && (!onlyProblems || hasProblem(node))) continue;
    hidden.add(node.id).add(source);
  }
  return {
    ...topology,
    nodes: topology.nodes.filter(({ id }) => !hidden.has(id)),
    edges: topology.edges.filter(({ from, to }) => !hidden.has(from) && !hidden.has(to)),
  };
}

/** What an operator has to look at. A state that nobody could tell is one. */
export function hasProblem({ state, alerts }: TopologyNode): boolean {
  return (state !== undefined && state !== 'up') || alerts.length > 0;
}

const gravest = ['down', 'unknown', 'starting'] as const;

/** What an operator would look at first: what is down, then what nobody knows, then what waits. */
export function worstNode({ nodes }: Topology): TopologyNode | undefined {
  for (const state of gravest) {
    const found = nodes.find((node) => node.state === state);
    if (found !== undefined) return found;
  }
  return nodes.find(hasProblem) ?? nodes[0];
}

function wordsOf(node: TopologyNode | undefined): string {
  if (node === undefined) return '';
  const { label, place, version, stateText, facts, alerts, marks } = node;
  return [label, place, version, stateText, ...facts, ...alerts, ...marks].join(' ');
}
