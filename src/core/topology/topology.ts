import type { ComponentId } from '../cluster/components';
import type { InstanceState } from '../status/clusterStatus';

/**
 * A cluster as a drawing, in plain words: upstream sources, their DM-workers, the downstream,
 * DM-master above, the monitors aside. It travels to the page as JSON.
 */
export interface Topology {
  readonly name: string;
  readonly nodes: readonly TopologyNode[];
  readonly edges: readonly TopologyEdge[];
  /** When the states were seen, milliseconds since 1970; undefined when nothing was seen yet. */
  readonly observedAt: number | undefined;
  /** Sentences about the whole: DM-master tells nothing, the inventory is broken. */
  readonly notices: readonly string[];
}

export type NodeKind = 'source' | 'worker' | 'master' | 'monitor' | 'downstream';

export interface TopologyNode {
  /** `dm-worker/dm_worker1`, `source/dm_worker1`, `downstream`; unique, the same after each look. */
  readonly id: string;
  readonly kind: NodeKind;
  /** Alias, or source_id. */
  readonly label: string;
  /** What it is and where: `dm-master · 10.0.1.1:8261`; empty when there is nothing to say. */
  readonly place: string;
  /** `v1.0.7`, empty when it is not known. */
  readonly version: string;
  /** undefined for what nobody looks at: the upstreams and the downstream. */
  readonly state: InstanceState | undefined;
  /** The state in a word, empty without one. */
  readonly stateText: string;
  /** One line each: relay, tasks. */
  readonly facts: readonly string[];
  /** Sentences about what is wrong or waits: the reason of a state, errors, DDL locks. */
  readonly alerts: readonly string[];
  /** The alerts in a word or two each, for a small box. */
  readonly marks: readonly string[];
  readonly lag: NodeLag | undefined;
  /** What operations and the inventory know it by; a source's is its DM-worker. */
  readonly instance: NodeInstance | undefined;
}

export interface NodeInstance {
  readonly component: ComponentId;
  readonly alias: string;
}

export interface NodeLag {
  /** `12 s`, `1.5 MB`; empty when it is not known. */
  readonly text: string;
  readonly spark: Sparkline | undefined;
}

/** The greatest lag in each part of the last hour, oldest first; null where nobody looked. */
export interface Sparkline {
  readonly values: readonly (number | null)[];
  /** The greatest of them, in words: `max 58 s`. */
  readonly most: string;
}

export interface TopologyEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

/** The node that stands for the target of all tasks: the inventory does not know it. */
export const downstreamId = 'downstream';

/** The node of a DM-worker's upstream. */
export const sourceId = (alias: string): string => `source/${alias}`;
