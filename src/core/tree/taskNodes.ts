import * as l10n from '@vscode/l10n';
import type { SubtaskStatus, TaskStates } from '../dmctl/results';
import type { ClusterStatus } from '../status/clusterStatus';
import { current, type Live, observed, stageLook } from './live';
import { ranges } from './ranges';
import { type TreeNode, treeNode } from './treeNode';
import { joined } from './words';
import { subtaskNode } from './workerNodes';

/** The tasks as DM-master knows them, each with its subtasks; or why nobody knows. */
export function tasksNode({ master, instances }: ClusterStatus, live: Live): TreeNode {
  const { observedAt } = master;
  const known = { ...tasks(), ...observed(observedAt, live) };
  const unknown = { ...known, description: l10n.t('unknown'), look: 'unknown' } as const;
  if (master.kind === 'unknown') return treeNode({ ...unknown, tooltip: master.reason });
  const workers = [...instances.values()].filter(({ component }) => component === 'dm-worker');
  const silent = workers.filter(({ worker }) => worker === undefined);
  const reasons = silent.map(({ alias, reason }) => `${alias}: ${reason}`).join('\n');
  // What no worker tells of is not nothing.
  if (silent.length > 0 && silent.length === workers.length) {
    return treeNode({ ...unknown, tooltip: reasons });
  }
  return treeNode({
    ...known,
    description: joined(
      String(master.tasks.length),
      silentWords(silent.length),
      oldWords(observedAt, live),
    ),
    tooltip: reasons,
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

/** The same, before anybody has asked. */
export function unaskedTasksNode(): TreeNode {
  return treeNode({
    ...tasks(),
    description: l10n.t('not asked yet'),
    tooltip: l10n.t('Nobody has looked yet: no state is known.'),
  });
}

const tasks = () => ({ id: 'tasks', kind: 'tasks', label: l10n.t('Tasks') }) as const;

/** A task may run there as well. */
function silentWords(count: number): string {
  if (count === 0) return '';
  return count === 1
    ? l10n.t('nothing known of 1 worker')
    : l10n.t('nothing known of {0} workers', count);
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
    ...observed(observedAt, live),
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
