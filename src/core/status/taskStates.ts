import type { SubtaskStatus, TaskStates, WorkerStatus } from '../dmctl/results';

/**
 * The states of tasks from those of their subtasks, by the rules of `query-status` alone, in its
 * words. Asking that would wait for workers that do not answer, and dmctl before 1.0.2 has no such
 * list. Source: DM 1.0.7, dm/ctl/master/query_status.go.
 */
export function taskStates(workers: readonly WorkerStatus[]): readonly TaskStates[] {
  const tasks = new Map<string, Part[]>();
  for (const { worker, subtasks, relay } of workers) {
    for (const subtask of subtasks) {
      const parts = tasks.get(subtask.task) ?? [];
      tasks.set(subtask.task, parts);
      parts.push({ worker, subtask, relayStage: relay?.stage });
    }
  }
  return [...tasks]
    .map(([name, parts]) => ({
      name,
      status: statusOf(parts),
      workers: parts.map(({ worker }) => worker),
    }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

interface Part {
  readonly worker: string;
  readonly subtask: SubtaskStatus;
  readonly relayStage: string | undefined;
}

function statusOf(parts: readonly Part[]): string {
  const subtasks = parts.map(({ subtask }) => subtask);
  if (subtasks.some(({ stage, errors }) => stage === 'Paused' && errors.length > 0)) {
    return 'Error - Some error occurred in subtask';
  }
  const stopped = parts.find(isWithoutRelay);
  if (stopped !== undefined) return `Error - Relay status is ${stopped.relayStage ?? ''}`;
  if (subtasks.some(({ stage }) => stage === 'Paused')) return 'Paused';
  const [first] = subtasks;
  const isOne = first !== undefined && subtasks.every(({ stage }) => stage === first.stage);
  return isOne ? first.stage : 'Running';
}

/** It goes on for as long as there are events in the relay log, and then waits. */
function isWithoutRelay({ subtask, relayStage }: Part): boolean {
  return (
    subtask.stage === 'Running' &&
    subtask.unit === 'Sync' &&
    (relayStage === 'Paused' || relayStage === 'Stopped' || relayStage === 'Error')
  );
}
