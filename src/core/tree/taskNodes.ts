import * as l10n from '@vscode/l10n';
import type { SubtaskStatus, TaskStates } from '../dmctl/results';
import type { MasterStatus } from '../status/clusterStatus';
import { current, type Live, stageLook } from './live';
import { ranges } from './ranges';
import { type TreeNode, treeNode } from './treeNode';
import { joined } from './words';
import { subtaskNode } from './workerNodes';

/** The tasks as DM-master knows them, each with its subtasks; or why nobody knows. */
export function tasksNode(master: MasterStatus, live: Live): TreeNode {
  const tasks = { id: 'tasks', kind: 'tasks', label: l10n.t('Tasks') } as const;
  if (master.kind === 'unknown') {
    return treeNode({
      ...tasks,
      description: l10n.t('unknown'),
      look: 'unknown',
      tooltip: master.reason,
      observedAt: master.observedAt,
    });
  }
  const { observedAt } = master;
  return treeNode({
    ...tasks,
    description: joined(String(master.tasks.length), oldWords(observedAt, live)),
    observedAt,
    isOpen: true,
    ...(master.tasks.length > 0 && {
      children: () =>
        ranges(
          'tasks',
          master.tasks,
          ({ name }) => name,
          (task) => taskNode(task, observedAt, live),
        ),
    }),
  });
}

/** What is shown of an old status says how old. */
export function oldWords(observedAt: number, live: Live): string {
  return live.trouble === undefined ? '' : l10n.t('as of {0}', live.time(observedAt));
}

function taskNode(task: TaskStates, observedAt: number, live: Live): TreeNode {
  const { name, status, workers } = task;
  const subtasks = workers.flatMap((worker) => subtaskOf(name, worker, live) ?? []);
  const hasErrors = status.startsWith('Error') || subtasks.some(({ errors }) => errors.length > 0);
  const stages = new Set(subtasks.map(({ stage }) => stage.toLowerCase()));
  // Without the subtasks the state of the whole says what can be done.
  if (stages.size === 0 && !status.startsWith('Error')) stages.add(status.toLowerCase());
  return treeNode({
    id: `task:${name}`,
    kind: 'task',
    label: name,
    description: joined(
      status,
      workers.length === 1 ? l10n.t('1 worker') : l10n.t('{0} workers', workers.length),
    ),
    look: current(stageLook(status, hasErrors), live),
    words: [...stages, ...(hasErrors ? ['error'] : [])],
    tooltip: [l10n.t('Task {0}', name), l10n.t('State: {0}', status)].join('\n'),
    observedAt,
    subject: { kind: 'task', task: name },
    ...(workers.length > 0 && {
      children: () =>
        ranges(`task:${name}`, workers, live.nameOf, (worker) => workerOfTask(name, worker, live)),
    }),
  });
}

function workerOfTask(task: string, worker: string, live: Live): TreeNode {
  const id = `task:${task}/worker:${worker}`;
  const seen = live.workerAt(worker);
  const subtask = subtaskOf(task, worker, live);
  const label = live.nameOf(worker);
  if (seen !== undefined && subtask !== undefined) {
    return subtaskNode(id, label, subtask, worker, seen, live);
  }
  return treeNode({
    id,
    kind: 'subtask',
    label,
    description: joined(l10n.t('unknown'), label === worker ? '' : worker),
    look: 'unknown',
    tooltip:
      seen === undefined
        ? l10n.t('The inventory has no worker {0}.', worker)
        : seen.reason || l10n.t('DM-master tells nothing of this subtask.'),
    subject: { kind: 'subtask', task, worker },
  });
}

const subtaskOf = (task: string, worker: string, live: Live): SubtaskStatus | undefined =>
  live.workerAt(worker)?.worker?.subtasks.find((subtask) => subtask.task === task);
