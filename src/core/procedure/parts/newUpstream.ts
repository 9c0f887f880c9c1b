import * as l10n from '@vscode/l10n';
import { settingOf } from '../../cluster/settingOf';
import { setHostVariable } from '../../inventory/edits/setVariable';
import { typeValue } from '../../inventory/parseValue';
import type { TextEdit } from '../../text/textEdit';
import type { Check } from '../check';
import type { ParameterInput } from '../parameter';
import type { DraftStep } from '../step';
import { editedCluster } from './editedInventory';
import { linesOf } from './hostLines';
import { type SubtaskPlace, toStartAgain, toStop } from './subtaskSteps';
import { taskFiles } from './taskFiles';
import { runningSubtasks, type SwitchedWorker } from './upstream';
import { verifySubtasks } from './verifySteps';

/** The edits that give the DM-worker another upstream; a port that holds anyway is not written. */
export function newUpstreamEdits({ cluster, parameters }: ParameterInput): readonly TextEdit[] {
  const alias = parameters['instance'] ?? '';
  const { inventory } = cluster;
  const port = parameters['mysql_port'];
  const isOtherPort = port !== undefined && port !== settingOf(cluster, alias, 'mysql_port');
  const host = { kind: 'string', value: parameters['mysql_host'] ?? '' } as const;
  return linesOf(cluster, alias, 'dm-worker').flatMap((line) => [
    ...setHostVariable(inventory, line, 'mysql_host', host),
    ...(isOtherPort ? setHostVariable(inventory, line, 'mysql_port', typeValue(port)) : []),
  ]);
}

export function newUpstreamChecks(input: ParameterInput): readonly Check[] {
  const { cluster, parameters } = input;
  const alias = parameters['instance'] ?? '';
  const edits = newUpstreamEdits(input);
  const after = editedCluster(cluster, edits);
  const names = ['mysql_host', 'mysql_port'] as const;
  const isSame = names.every((name) => settingOf(cluster, alias, name) === parameters[name]);
  if (isSame) {
    const sentence = l10n.t(
      '{0} has this upstream already. Behind a virtual IP, use "switch-upstream-vip".',
      alias,
    );
    return [{ id: 'same-upstream', status: 'block', sentence }];
  }
  const wrong = names.filter((name) => settingOf(after, alias, name) !== parameters[name]);
  return wrong.map((name) => ({
    id: 'upstream-elsewhere',
    status: 'block',
    sentence: l10n.t(
      '{0} of {1} would not change: a file of host_vars or group_vars sets it. Change it there.',
      name,
      alias,
    ),
  }));
}

/** Before anything is stopped: a task can only be started again with its file. */
export function checkTaskFiles({ parameters }: ParameterInput): readonly DraftStep[] {
  return taskFiles(parameters).map(({ task, file }, index) => ({
    kind: 'dmctl',
    id: `check-task-${index + 1}`,
    title: l10n.t('Check the file of task {0}', task),
    command: { kind: 'check-task', file },
  }));
}

export function taskFileChecks(
  { parameters }: ParameterInput,
  workers: readonly SwitchedWorker[],
): readonly Check[] {
  const given = taskFiles(parameters);
  return [...new Set(runningSubtasks(workers).map(({ task }) => task))]
    .filter((task) => !given.some((file) => file.task === task))
    .map((task) => ({
      id: 'no-task-file',
      status: 'block',
      sentence: l10n.t(
        'Task {0} runs there and has to be stopped, but its file is not given, without which nobody can start it again. Name it in "task_files": {0}=FILE.',
        task,
      ),
    }));
}

const stopId = (index: number): string => `stop-task-${index + 1}`;

export const stopTasks = (subtasks: readonly SubtaskPlace[]): readonly DraftStep[] =>
  subtasks.map((place, index) => ({
    kind: 'dmctl',
    id: stopId(index),
    ...toStop(place),
    command: { kind: 'stop-task', task: place.task, workers: [place.address] },
  }));

/** Those that were stopped; a task without its file blocks the plan. */
export function startTasks(
  { parameters }: ParameterInput,
  subtasks: readonly SubtaskPlace[],
): readonly DraftStep[] {
  const files = taskFiles(parameters);
  return [
    ...subtasks.flatMap((place, index): readonly DraftStep[] => {
      const file = files.find(({ task }) => task === place.task)?.file;
      return file === undefined
        ? []
        : [
            {
              kind: 'dmctl',
              id: `start-task-${index + 1}`,
              ...toStartAgain(place, stopId(index)),
              command: { kind: 'start-task', file, workers: [place.address] },
            },
          ];
    }),
    ...verifySubtasks(
      subtasks.map(({ task, address }, index) => ({
        worker: address,
        task,
        stage: 'Running',
        takenBy: stopId(index),
      })),
    ),
  ];
}

/** What runs there; while nobody knows, what the files name. */
export function stoppedSubtasks(
  { parameters }: ParameterInput,
  workers: readonly SwitchedWorker[],
): readonly SubtaskPlace[] {
  if (workers.every(({ status }) => status?.worker?.isOk === true)) return runningSubtasks(workers);
  return taskFiles(parameters).flatMap(({ task }) =>
    workers.map(({ alias, address }) => ({ task, alias, address })),
  );
}
