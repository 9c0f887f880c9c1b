import type { Instance } from '../../cluster/cluster';
import type { SubtaskStatus, WorkerStatus } from '../../dmctl/results';
import { instanceKey } from '../../status/clusterStatus';
import type { LiveInput } from '../procedure';

/** A DM-worker that the procedure is about, and what DM-master tells of it. */
export interface LiveWorker {
  readonly alias: string;
  readonly address: string | undefined;
  /** undefined when DM-master could not tell. */
  readonly told: WorkerStatus | undefined;
}

export function liveWorkers(
  { status }: LiveInput,
  instances: readonly Instance[],
): readonly LiveWorker[] {
  return instances
    .filter(({ component }) => component === 'dm-worker')
    .map((instance) => {
      const found = status.instances.get(instanceKey(instance));
      const told = found?.worker?.isOk === true ? found.worker : undefined;
      return { alias: instance.alias, address: found?.address, told };
    });
}

/** Without it, that nothing was found means nothing; nor where nobody was looked at. */
export const allTold = (workers: readonly LiveWorker[]): boolean =>
  workers.length > 0 && workers.every(({ told }) => told !== undefined);

/** Each subtask with the worker that runs it. */
export function subtasksOf(
  workers: readonly LiveWorker[],
): readonly (SubtaskStatus & { readonly alias: string })[] {
  return workers.flatMap(({ alias, told }) =>
    (told?.subtasks ?? []).map((subtask) => ({ ...subtask, alias })),
  );
}
