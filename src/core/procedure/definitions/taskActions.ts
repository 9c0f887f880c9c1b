import * as l10n from '@vscode/l10n';
import type { Check } from '../check';
import type { Condition } from '../condition';
import { silentWorkers } from '../liveChecks/units';
import { liveWorkers } from '../liveChecks/workers';
import type { ParameterInput } from '../parameter';
import {
  chosenWorker,
  chosenWorkers,
  locksOf,
  someWorkerParameter,
  taskParameter,
  workerName,
  workerStatuses,
  workerTarget,
} from '../parameters/workerParameters';
import type { LiveInput, Procedure } from '../procedure';
import type { Step } from '../step';

const taskOf = ({ parameters }: ParameterInput): string => parameters['task'] ?? '';

/** "of dm_worker1" where one was chosen. */
function named(input: ParameterInput, all: string, one: (worker: string) => string): string {
  const worker = chosenWorker(input);
  return worker === undefined ? all : one(workerName(input.cluster, worker));
}

const common = {
  parameters: [taskParameter, someWorkerParameter],
  target: workerTarget,
  wantsName: () => false,
} satisfies Partial<Procedure>;

/** DM documentation, "pause-task": units stop where they are and keep their checkpoint. */
export const pauseTask: Procedure = {
  ...common,
  id: 'pause-task',
  manual: '虚拟 IP 环境下的上游主从切换',
  title: (_name, input) =>
    named(input, l10n.t('Pause task {0}', taskOf(input)), (worker) =>
      l10n.t('Pause task {0} on {1}', taskOf(input), worker),
    ),
  steps: (input) => [
    {
      kind: 'dmctl',
      id: 'pause-task',
      title: l10n.t('Pause the subtasks'),
      command: { kind: 'pause-task', task: taskOf(input), ...chosenWorkers(input) },
      ...unlessAll(input, 'Paused', l10n.t('Task {0} is paused already.', taskOf(input))),
    },
  ],
  notes: () => [l10n.t('The relay log is still pulled; resuming goes on from the checkpoint.')],
  liveChecks: (input) => [
    ...taskCheck(input),
    ...silentCheck(input),
    ...lockCheck(input, pausedLock),
  ],
};

/** DM documentation, "resume-task". */
export const resumeTask: Procedure = {
  ...common,
  id: 'resume-task',
  manual: '虚拟 IP 环境下的上游主从切换',
  title: (_name, input) =>
    named(input, l10n.t('Resume task {0}', taskOf(input)), (worker) =>
      l10n.t('Resume task {0} on {1}', taskOf(input), worker),
    ),
  steps: (input) => [
    {
      kind: 'dmctl',
      id: 'resume-task',
      title: l10n.t('Resume the subtasks'),
      command: { kind: 'resume-task', task: taskOf(input), ...chosenWorkers(input) },
      ...unlessAll(input, 'Running', l10n.t('Task {0} runs already.', taskOf(input))),
    },
  ],
  notes: () => [
    l10n.t('For the first five minutes it runs in safe mode: statements may be executed again.'),
  ],
  liveChecks: (input) => [...taskCheck(input), ...silentCheck(input)],
};

/** DM documentation, "stop-task": the record of the subtask goes, the checkpoint stays. */
export const stopTask: Procedure = {
  ...common,
  id: 'stop-task',
  manual: '变更 IP 后的主从切换',
  title: (_name, input) =>
    named(input, l10n.t('Stop task {0}', taskOf(input)), (worker) =>
      l10n.t('Stop task {0} on {1}', taskOf(input), worker),
    ),
  wantsModal: () => true,
  steps: (input) => [
    {
      kind: 'dmctl',
      id: 'stop-task',
      title: l10n.t('Stop the subtasks'),
      command: { kind: 'stop-task', task: taskOf(input), ...chosenWorkers(input) },
      ...unlessAll(input, 'absent', l10n.t('Task {0} is stopped already.', taskOf(input))),
    },
  ],
  notes: () => [
    l10n.t(
      'The workers forget the task: it can only be started again with its file. Its checkpoint stays downstream, so that it goes on from there.',
    ),
  ],
  liveChecks: (input) => [
    ...taskCheck(input),
    ...silentCheck(input),
    ...lockCheck(input, stoppedLock),
  ],
};

/**
 * DM refuses what is done already, on one worker as on all of them. Without a worker all that
 * DM-master knows are looked at when the step's turn comes: one that did not tell when the plan was
 * made may run the task. While none is known to have it, dmctl is told all the same.
 */
function unlessAll(input: ParameterInput, stage: string, reason: string): Pick<Step, 'skipWhen'> {
  const task = taskOf(input);
  const chosen = chosenWorker(input);
  const isThere = workerStatuses(input)
    .filter(({ worker }) => chosen === undefined || worker === chosen)
    .some(({ subtasks }) => subtasks.some((subtask) => subtask.task === task));
  if (!isThere) return {};
  const condition: Condition =
    chosen === undefined
      ? { kind: 'task-stage', task, stage }
      : { kind: 'subtask-stage', task, workers: [chosen], stages: [stage] };
  return { skipWhen: { condition, reason } };
}

/** Where DM-master itself does not tell, that is said of all of them. */
function silentCheck(input: LiveInput): readonly Check[] {
  if (input.status.master.kind === 'unknown') return [];
  const chosen = chosenWorker(input);
  return silentWorkers(
    liveWorkers(input, input.instances).filter(
      ({ address }) => chosen === undefined || address === chosen,
    ),
  );
}

/** A worker that does not answer is left out of the list, so that a missing task may exist. */
function taskCheck(input: LiveInput): readonly Check[] {
  const { master } = input.status;
  if (master.kind === 'unknown') return [];
  const task = taskOf(input);
  const found = master.tasks.find(({ name }) => name === task);
  return [
    found === undefined
      ? { id: 'task', status: 'warn', sentence: l10n.t('DM-master lists no task {0}.', task) }
      : {
          id: 'task',
          status: 'pass',
          sentence: l10n.t('Task {0} is there: {1}.', task, found.status),
        },
  ];
}

function lockCheck(
  input: LiveInput,
  sentence: (lock: string, owner: string) => string,
): readonly Check[] {
  return locksOf(input, taskOf(input)).map(({ id, owner }) => ({
    id: 'ddl-lock',
    status: 'warn',
    sentence: sentence(id, workerName(input.cluster, owner)),
  }));
}

const pausedLock = (lock: string, owner: string): string =>
  l10n.t(
    'The sharding DDL lock {0} (owner {1}) waits: while the task is paused it is not resolved.',
    lock,
    owner,
  );

const stoppedLock = (lock: string, owner: string): string =>
  l10n.t(
    'The sharding DDL lock {0} (owner {1}) waits: stopping the task now leaves upstream tables with different structures. Handle the lock first.',
    lock,
    owner,
  );
