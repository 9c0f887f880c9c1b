import * as l10n from '@vscode/l10n';
import type { Parameter, ParameterInput } from '../parameter';
import {
  chosenWorker,
  chosenWorkers,
  someWorkerParameter,
  workerName,
  workerTarget,
} from '../parameters/workerParameters';
import { fromDmctl } from '../parts/taskFiles';
import type { Procedure, ProcedureInput } from '../procedure';
import type { Step } from '../step';

const fileParameter: Parameter = {
  id: 'file',
  kind: 'file',
  label: () => l10n.t('Task file'),
  help: () =>
    l10n.t('The YAML file of the task, on the control machine; from the deployment, or absolute.'),
  isRequired: true,
};

function fileOf({ parameters }: ParameterInput): string {
  return fromDmctl(parameters['file'] ?? '');
}

const nameOf = ({ parameters }: ParameterInput): string =>
  (parameters['file'] ?? '').replace(/^.*\//, '');

const checkStep = (input: ProcedureInput): Step => ({
  kind: 'dmctl',
  id: 'check-task',
  title: l10n.t('Check the upstreams for what the task needs'),
  command: { kind: 'check-task', file: fileOf(input) },
});

/** DM documentation, "start-task"; it is checked first, so that a failed check starts nothing. */
export const startTask: Procedure = {
  id: 'start-task',
  manual: '变更 IP 后的主从切换',
  parameters: [fileParameter, someWorkerParameter],
  target: workerTarget,
  title: (_name, input) => {
    const worker = chosenWorker(input);
    return worker === undefined
      ? l10n.t('Start the task of {0}', nameOf(input))
      : l10n.t('Start the task of {0} on {1}', nameOf(input), workerName(input.cluster, worker));
  },
  wantsName: () => false,
  steps: (input) => [
    checkStep(input),
    {
      kind: 'dmctl',
      id: 'start-task',
      title: l10n.t('Start the task'),
      command: { kind: 'start-task', file: fileOf(input), ...chosenWorkers(input) },
    },
  ],
  notes: () => [
    l10n.t('A task that ran before goes on from its checkpoint, if that is still downstream.'),
  ],
};

/** DM documentation, "update-task": of a task that is paused. */
export const updateTask: Procedure = {
  id: 'update-task',
  manual: '变更 IP 后的主从切换',
  parameters: [fileParameter, someWorkerParameter],
  target: workerTarget,
  title: (_name, input) => l10n.t('Update the task of {0}', nameOf(input)),
  wantsName: () => false,
  steps: (input) => [
    checkStep(input),
    {
      kind: 'dmctl',
      id: 'update-task',
      title: l10n.t('Update the task'),
      command: { kind: 'update-task', file: fileOf(input), ...chosenWorkers(input) },
    },
  ],
  notes: () => [
    l10n.t('The task has to be paused, and is resumed afterwards by hand.'),
    l10n.t(
      'Only table routes, filters, column mappings and the block and allow list can be changed this way; for all else, stop the task and start it again.',
    ),
  ],
};
