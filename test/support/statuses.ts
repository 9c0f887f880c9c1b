import type { Cluster } from '../../src/core/cluster/cluster';
import { allInstances } from '../../src/core/cluster/readCluster';
import {
  type ClusterStatus,
  type InstanceStatus,
  instanceKey,
  type MasterStatus,
} from '../../src/core/status/clusterStatus';

export interface StatusParts {
  readonly at?: number;
  /** By alias: what differs from an instance that is up. */
  readonly instances?: Readonly<Record<string, Partial<InstanceStatus>>>;
  readonly master?:
    | Partial<Extract<MasterStatus, { kind: 'known' }>>
    | { readonly kind: 'unknown'; readonly reason: string };
  readonly drift?: ClusterStatus['drift'];
}

/** A cluster in which everything is up and nothing is going on, but for what the parts say. */
export function statusOf(cluster: Cluster, parts: StatusParts = {}): ClusterStatus {
  const observedAt = parts.at ?? 0;
  const instances = allInstances(cluster).map((instance): InstanceStatus => {
    const { component, alias, host, port } = instance;
    return {
      component,
      alias,
      address: port.value === undefined ? undefined : `${host.value}:${port.value}`,
      state: 'up',
      reason: '',
      observedAt,
      version: undefined,
      worker: undefined,
      lags: [],
      ...parts.instances?.[alias],
    };
  });
  const known = { kind: 'known', tasks: [], locks: [], lostLocks: [], observedAt } as const;
  return {
    startedAt: observedAt,
    observedAt,
    instances: new Map(instances.map((instance) => [instanceKey(instance), instance])),
    master:
      parts.master !== undefined && 'reason' in parts.master
        ? { ...parts.master, observedAt }
        : { ...known, ...parts.master },
    drift: parts.drift ?? [],
  };
}
