import type { Baseline } from '../baseline';
import type { Endpoint } from '../endpoint';
import type { Plan } from '../plan';
import type { ProcedureId } from '../procedure';
import type { RunState } from './runState';

type Subtasks = Baseline['subtasks'];

/** Procedures that stop the DM-workers: where one did not succeed, they may be down since then. */
const stopping: ReadonlySet<ProcedureId> = new Set<ProcedureId>([
  'stop',
  'restart',
  'restart-worker',
  'rolling-update',
  'upgrade',
]);

/** Procedures behind which a task does not run any more. */
const halting: ReadonlySet<ProcedureId> = new Set<ProcedureId>(['stop-task', 'pause-task']);

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
 * started it, nor stopped or paused the task since; `runs` the latest first. Pure.
 */
export function subtasksBeforeStop(runs: readonly RunState[], { affected }: Plan): Subtasks {
  return affected
    .filter(({ component }) => component === 'dm-worker')
    .flatMap((worker) => beforeStopOf(worker, runs));
}

function beforeStopOf(worker: Endpoint, runs: readonly RunState[]): Subtasks {
  const address = `${worker.host}:${worker.port ?? '?'}`;
  const halted = new Set<string | undefined>();
  for (const { plan, end } of runs.filter((run) => touches(run.plan, worker))) {
    const { procedure } = plan;
    const isDone = end?.outcome === 'succeeded';
    if (isDone && restarting.has(procedure)) return [];
    if (isDone && halting.has(procedure)) halted.add(plan.parameters['task']);
    if (!stopping.has(procedure)) continue;
    // One that was down by then, or that nobody could ask, ran before an earlier stop.
    const ran = subtasksOf(plan, address);
    if (ran !== undefined) return ran.filter(({ task }) => !halted.has(task));
  }
  return [];
}

/** What the worker ran when the plan was made; undefined where nobody knew. */
function subtasksOf({ baseline }: Plan, address: string): Subtasks | undefined {
  const ran = (baseline?.subtasks ?? []).filter(({ worker }) => worker === address);
  return ran.length > 0 || baseline?.told?.includes(address) === true ? ran : undefined;
}

const touches = ({ affected }: Plan, { component, alias }: Endpoint): boolean =>
  affected.some((known) => known.component === component && known.alias === alias);
