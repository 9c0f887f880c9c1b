import type { Baseline } from './baseline';
import type { Endpoint } from './endpoint';
import type { Plan } from './plan';
import type { ProcedureId } from './procedure';
import type { RunState } from './runState';

type Subtasks = Baseline['subtasks'];

/** Procedures behind which the DM-workers run again: what ran before an earlier stop is past. */
const restarting: ReadonlySet<ProcedureId> = new Set<ProcedureId>([
  'start',
  'restart',
  'restart-worker',
  'rolling-update',
  'upgrade',
  'create-worker',
  'replace-worker',
  'switch-upstream-address',
]);

/**
 * The subtasks that ran on the affected DM-workers before each was stopped last, as far as nobody has
 * started it or stopped the task since; `runs` the latest first. Pure.
 */
export function subtasksBeforeStop(runs: readonly RunState[], { affected }: Plan): Subtasks {
  return affected
    .filter(({ component }) => component === 'dm-worker')
    .flatMap((worker) => beforeStopOf(worker, runs));
}

function beforeStopOf(worker: Endpoint, runs: readonly RunState[]): Subtasks {
  const address = `${worker.host}:${worker.port ?? '?'}`;
  const stopped = new Set<string | undefined>();
  for (const { plan, end } of runs.filter((run) => touches(run.plan, worker))) {
    if (plan.procedure === 'stop') {
      const subtasks = plan.baseline?.subtasks ?? [];
      return subtasks.filter((one) => one.worker === address && !stopped.has(one.task));
    }
    if (end?.outcome !== 'succeeded') continue;
    if (restarting.has(plan.procedure)) return [];
    if (plan.procedure === 'stop-task') stopped.add(plan.parameters['task']);
  }
  return [];
}

const touches = ({ affected }: Plan, { component, alias }: Endpoint): boolean =>
  affected.some((known) => known.component === component && known.alias === alias);
