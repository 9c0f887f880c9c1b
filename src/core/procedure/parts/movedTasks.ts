import * as l10n from '@vscode/l10n';
import { relaySuffix } from '../liveChecks/movedRelay';
import { allTold, liveWorkers } from '../liveChecks/workers';
import type { ProcedureInput } from '../procedure';
import type { DraftStep } from '../step';
import { toStart } from './subtaskSteps';
import { taskFiles } from './taskFiles';
import { verifySubtasks } from './verifySteps';

/** Only where the new relay log could not take the place of the old one. */
export function copyRelayLog(input: ProcedureInput): readonly DraftStep[] {
  const { status, instances, parameters } = input;
  const [old] = instances;
  if (status === undefined || old === undefined) return [];
  const isSwitched = liveWorkers({ ...input, status }, instances).some(
    (worker) => (relaySuffix(worker) ?? 1) > 1,
  );
  if (!isSwitched) return [];
  const directory = `${old.deployDir?.value ?? 'deploy_dir'}/relay_log`;
  return [
    {
      kind: 'manual',
      id: 'copy-relay-log',
      title: l10n.t('Copy the relay log to the new machine'),
      instructions: [
        l10n.t(
          'Copy {0} of {1} to {0} of {2}, with all directories and server-uuid.index, owned by the deploy user.',
          directory,
          old.host.value,
          parameters['host'] ?? '',
        ),
        l10n.t('If the old machine is lost, the tasks have to be imported again in full.'),
      ],
      questions: [],
    },
  ];
}

/** Starts what ran on the old machine: with its file where that was given, else by a person. */
export function startTasksAgain(input: ProcedureInput, address: string): readonly DraftStep[] {
  const { baseline, parameters, status, instances } = input;
  const given = taskFiles(parameters);
  const isKnown = status !== undefined && allTold(liveWorkers({ ...input, status }, instances));
  const ran = (baseline?.subtasks ?? [])
    .filter(({ stage }) => stage !== 'Finished')
    .map(({ task }) => task);
  const left = ran.filter((task) => !given.some((file) => file.task === task));
  const alias = instances[0]?.alias ?? address;
  const started = given.map(({ task, file }, index) => ({
    kind: 'dmctl' as const,
    id: `start-task-${index + 1}`,
    ...toStart({ task, alias, address }),
    title: l10n.t('Start task {0} on the new machine', task),
    command: { kind: 'start-task' as const, file, workers: [address] },
  }));
  return [
    ...started,
    ...(left.length === 0 && isKnown ? [] : [startByHand(left, address)]),
    ...verifySubtasks(given.map(({ task }) => ({ worker: address, task, stage: 'Running' }))),
  ];
}

const startByHand = (tasks: readonly string[], address: string): DraftStep => ({
  kind: 'manual',
  id: 'start-tasks',
  title: l10n.t('Start the tasks that ran on the old machine'),
  instructions: [
    tasks.length === 0
      ? l10n.t('Which tasks ran on it is not known: look at your task files for its source_id.')
      : l10n.t('These ran on it, and the new machine does not know them: {0}.', tasks.join(', ')),
    l10n.t(
      'For each, run in dmctl: start-task -w {0} FILE. Giving "task_files" lets the run do it.',
      address,
    ),
  ],
  questions: [],
});
