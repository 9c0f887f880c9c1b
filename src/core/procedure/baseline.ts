import type { ClusterStatus } from '../status/clusterStatus';
import type { Endpoint } from './endpoint';

/** The tasks as they were before a run, to be compared with afterwards; no secrets. */
export interface Baseline {
  /** Milliseconds since 1970. */
  readonly observedAt: number;
  /** Subtasks on the affected workers, by the worker's address. */
  readonly subtasks: readonly {
    readonly worker: string;
    readonly task: string;
    readonly stage: string;
  }[];
  /** Addresses of the affected workers that told what they run; a journal of before does not say. */
  readonly told?: readonly string[];
  /** All tasks and DDL locks of the cluster, by name and id. */
  readonly tasks: readonly string[];
  readonly locks: readonly string[];
}

/** undefined where nobody knows what runs: then nothing can be compared. */
export function baselineOf(
  status: ClusterStatus | undefined,
  affected: readonly Endpoint[],
): Baseline | undefined {
  if (status?.master.kind !== 'known') return undefined;
  const aliases = new Set(
    affected.filter(({ component }) => component === 'dm-worker').map(({ alias }) => alias),
  );
  const workers = [...status.instances.values()].filter(
    ({ component, alias }) => component === 'dm-worker' && aliases.has(alias),
  );
  return {
    observedAt: status.observedAt,
    subtasks: workers.flatMap(({ worker }) =>
      (worker?.subtasks ?? []).map(({ task, stage }) => ({
        worker: worker?.worker ?? '',
        task,
        stage,
      })),
    ),
    told: workers.flatMap(({ worker }) => (worker?.isOk === true ? [worker.worker] : [])),
    tasks: status.master.tasks.map(({ name }) => name),
    locks: status.master.locks.map(({ id }) => id),
  };
}
