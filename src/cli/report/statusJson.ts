import type { Cluster } from '../../core/cluster/cluster';
import type { ClusterStatus, InstanceStatus, MasterStatus } from '../../core/status/clusterStatus';
import type { StatusProblem } from '../../core/status/statusProblems';

/** A status as one object; its shape is documented in docs/cli.md and only grows. */
export function statusJson(
  cluster: Cluster,
  { startedAt, observedAt, instances, master, drift }: ClusterStatus,
  problems: readonly StatusProblem[],
): string {
  const report = {
    cluster: cluster.name,
    version: cluster.version,
    startedAt: new Date(startedAt).toISOString(),
    observedAt: new Date(observedAt).toISOString(),
    instances: [...instances.values()].map(instanceJson),
    master: masterJson(master),
    drift,
    problems,
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function instanceJson({ observedAt, since, worker, lags, ...instance }: InstanceStatus) {
  const at = {
    ...instance,
    observedAt: new Date(observedAt).toISOString(),
    ...(since === undefined ? {} : { since: new Date(since).toISOString() }),
  };
  return instance.component === 'dm-worker'
    ? { ...at, subtasks: worker?.subtasks, relay: worker?.relay, lags }
    : at;
}

function masterJson(master: MasterStatus) {
  const at = { observedAt: new Date(master.observedAt).toISOString() };
  if (master.kind === 'unknown') return { ...master, ...at };
  // What one look suspects is for the next one, and not told.
  const { kind, tasks, locks, lostLocks } = master;
  return { kind, tasks, locks, lostLocks, ...at };
}
