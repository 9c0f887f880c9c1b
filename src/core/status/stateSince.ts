import type { ClusterStatus, InstanceStatus } from './clusterStatus';

/**
 * Since when each instance is in its state, by `instanceKey`: times of the looks that found it
 * changed. What was found so at the first look has none, for it may have been so for long.
 */
export function stateSince(
  since: ReadonlyMap<string, number>,
  previous: ClusterStatus | undefined,
  status: ClusterStatus,
): ReadonlyMap<string, number> {
  const next = new Map<string, number>();
  for (const [key, instance] of status.instances) {
    const at = sinceOf(since.get(key), previous?.instances.get(key), instance);
    if (at !== undefined) next.set(key, at);
  }
  return next;
}

function sinceOf(
  at: number | undefined,
  before: InstanceStatus | undefined,
  now: InstanceStatus,
): number | undefined {
  if (before?.state === now.state) return at;
  // After a time in which nobody could tell, nobody can tell when it changed.
  return before === undefined || before.state === 'unknown' ? undefined : now.observedAt;
}
