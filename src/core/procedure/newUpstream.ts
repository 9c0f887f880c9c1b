import * as l10n from '@vscode/l10n';
import { settingOf } from '../cluster/settingOf';
import { setHostVariable } from '../inventory/edits/setVariable';
import { typeValue } from '../inventory/parseValue';
import type { TextEdit } from '../text/textEdit';
import type { Check } from './check';
import { editedCluster } from './editedInventory';
import { linesOf } from './hostLines';
import type { ParameterInput } from './parameter';
import type { DraftStep } from './step';
import { taskFiles } from './taskFiles';
import { type SwitchedWorker, tasksOf } from './upstream';
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
  return tasksOf(workers)
    .filter(({ task }) => !given.some((file) => file.task === task))
    .map(({ task }) => ({
      id: 'no-task-file',
      status: 'block',
      sentence: l10n.t(
        'Task {0} runs there and has to be stopped, but its file is not given, without which nobody can start it again. Name it in "task_files": {0}=FILE.',
        task,
      ),
    }));
}

export function stopTasks(
  input: ParameterInput,
  workers: readonly SwitchedWorker[],
): readonly DraftStep[] {
  return stoppedTasks(input, workers).map(({ task }, index) => ({
    kind: 'dmctl',
    id: `stop-task-${index + 1}`,
    title: l10n.t('Stop task {0}', task),
    command: { kind: 'stop-task', task, workers: addresses(workers) },
  }));
}

/** Those that this run stopped, and only those. */
export function startTasks(
  input: ParameterInput,
  workers: readonly SwitchedWorker[],
): readonly DraftStep[] {
  const stopped = stoppedTasks(input, workers);
  return [
    ...stopped.flatMap(({ task, file }, index): readonly DraftStep[] =>
      file === undefined
        ? []
        : [
            {
              kind: 'dmctl',
              id: `start-task-${index + 1}`,
              title: l10n.t('Start task {0}', task),
              command: { kind: 'start-task', file, workers: addresses(workers) },
              skipWhen: {
                condition: { kind: 'step-not-succeeded', step: `stop-task-${index + 1}` },
                reason: l10n.t('This run did not stop it.'),
              },
            },
          ],
    ),
    ...verifySubtasks(
      stopped.flatMap(({ task }) =>
        addresses(workers).map((worker) => ({ worker, task, stage: 'Running' })),
      ),
    ),
  ];
}

/** What runs there; while nobody knows, what the files name. */
function stoppedTasks(
  { parameters }: ParameterInput,
  workers: readonly SwitchedWorker[],
): readonly { readonly task: string; readonly file: string | undefined }[] {
  const files = taskFiles(parameters);
  const isTold = workers.every(({ status }) => status?.worker?.isOk === true);
  const tasks = isTold ? tasksOf(workers).map(({ task }) => task) : files.map(({ task }) => task);
  return tasks.map((task) => ({
    task,
    file: files.find((each) => each.task === task)?.file,
  }));
}

const addresses = (workers: readonly SwitchedWorker[]): readonly string[] =>
  workers.map(({ address }) => address);
