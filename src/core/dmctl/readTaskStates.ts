import { fieldOf, type JsonObject, objectField, objectsField, textField, textsField } from './json';
import { readUnitErrors } from './readUnitErrors';
import type { TaskStates } from './results';

/**
 * `query-status` alone: `tasks`; where a dmctl before 1.0.2 tells of every worker instead, the
 * states are made of its subtasks as later ones do it. undefined when it is neither.
 */
export function readTaskStates(answer: JsonObject): readonly TaskStates[] | undefined {
  const [tasks, workers] = [fieldOf(answer, 'tasks'), fieldOf(answer, 'workers')];
  if (tasks !== undefined) {
    return objectsField(answer, 'tasks').map((task) => ({
      name: textField(task, 'taskName'),
      status: textField(task, 'taskStatus').replace(advice, ''),
      workers: textsField(task, 'workers'),
    }));
  }
  return workers === undefined ? undefined : statesOf(objectsField(answer, 'workers'));
}

/** dmctl 1.0.7 ends the state of a task in error with what to type next. */
const advice = /\. Please run `query-status .*` to get more details\.$/s;

interface Subtask {
  readonly worker: string;
  readonly stage: string;
  readonly hasErrors: boolean;
  /** Relay's stage, where the subtask needs it and it does not run. */
  readonly stuckRelay: string | undefined;
}

function statesOf(workers: readonly JsonObject[]): readonly TaskStates[] {
  const subtasks = new Map<string, Subtask[]>();
  for (const worker of workers) {
    for (const subtask of objectsField(worker, 'subTaskStatus')) {
      const name = textField(subtask, 'name');
      subtasks.set(name, [...(subtasks.get(name) ?? []), readSubtask(worker, subtask)]);
    }
  }
  return [...subtasks].map(([name, ofTask]) => ({
    name,
    status: statusOf(ofTask),
    workers: ofTask.map(({ worker }) => worker),
  }));
}

function readSubtask(worker: JsonObject, subtask: JsonObject): Subtask {
  const relay = objectField(worker, 'relayStatus') ?? {};
  const [stage, relayStage] = [textField(subtask, 'stage'), textField(relay, 'stage')];
  const needsRelay = textField(subtask, 'unit') === 'Sync' && stage === 'Running';
  const isStuck = needsRelay && (relayStage === 'Paused' || relayStage === 'Stopped');
  const relayFailed = readUnitErrors(fieldOf(relay, 'result')).length > 0;
  return {
    worker: textField(worker, 'worker'),
    stage,
    hasErrors: readUnitErrors(fieldOf(subtask, 'result')).length > 0,
    stuckRelay: isStuck ? (relayFailed ? 'Error' : relayStage) : undefined,
  };
}

/** The rule of dmctl 1.0.7. Source: dm/ctl/master/query_status.go, wrapTaskResult. */
function statusOf(subtasks: readonly Subtask[]): string {
  if (subtasks.some(({ stage, hasErrors }) => stage === 'Paused' && hasErrors)) {
    return 'Error - Some error occurred in subtask';
  }
  const stuck = subtasks.find(({ stuckRelay }) => stuckRelay !== undefined);
  if (stuck?.stuckRelay !== undefined) return `Error - Relay status is ${stuck.stuckRelay}`;
  if (subtasks.some(({ stage }) => stage === 'Paused')) return 'Paused';
  const stages = new Set(subtasks.map(({ stage }) => stage));
  const [only = ''] = stages;
  return stages.size === 1 ? only : 'Running';
}
