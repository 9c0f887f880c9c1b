import * as l10n from '@vscode/l10n';
import { components } from '../../cluster/components';
import { restartChecks } from '../liveChecks/restart';
import type { Parameter } from '../parameter';
import {
  componentParameter,
  fixedComponent,
  instanceParameter,
} from '../parameters/targetParameters';
import { playbookStep, verifyDown, verifyUp } from '../parts/steps';
import { verifyRunning, verifySubtasks, verifyTasksAndLocks } from '../parts/verifySteps';
import type { Procedure, ProcedureInput, RestartMethod } from '../procedure';
import type { Step } from '../step';
import { rollingPlaybooks } from './rollingUpdate';

/** The manual's two ways. The editor remembers the operator's choice; the first is the default. */
const methodParameter: Parameter = {
  id: 'method',
  kind: 'choice',
  label: () => l10n.t('Method'),
  help: () => l10n.t('A rolling update, or stop and then start.'),
  isRequired: false,
  default: () => 'rolling' satisfies RestartMethod,
  choices: () => [
    { value: 'rolling', label: l10n.t('Rolling update') },
    { value: 'stop-start', label: l10n.t('Stop, then start') },
  ],
};

const title = (name: string): string => l10n.t('Restart {0}', name);

/** Manual: 重启 DM-worker. */
export const restartWorker: Procedure = {
  id: 'restart-worker',
  manual: '重启 DM-worker',
  title,
  components: ['dm-worker'],
  parameters: [fixedComponent('dm-worker'), instanceParameter, methodParameter],
  wantsName: () => false,
  steps,
  notes: (input) => [
    ...methodNotes(input),
    l10n.t(
      'Tasks that were running resume by themselves from their checkpoint; for the first five minutes they run in safe mode.',
    ),
    l10n.t('Avoid restarting a DM-worker while a sharding DDL is being replicated.'),
  ],
  liveChecks: restartChecks,
};

/** Manual: 重启 DM-master. */
export const restartMaster: Procedure = {
  id: 'restart-master',
  manual: '重启 DM-master',
  title,
  components: ['dm-master'],
  parameters: [fixedComponent('dm-master'), instanceParameter, methodParameter],
  wantsName: () => false,
  steps: (input) => [
    ...playbooks(input),
    verifyUp(input.instances),
    verifyTasksAndLocks(input.baseline),
  ],
  notes: (input) => [
    ...methodNotes(input),
    l10n.t('DM-master rebuilds its tasks and DDL locks from the DM-workers when it starts.'),
  ],
  // Nothing keeps it from being restarted; its tasks and locks of before are compared afterwards.
  liveChecks: () => [],
};

/** Any other component, and the whole cluster. Manual: 重启集群组件. */
export const restart: Procedure = {
  id: 'restart',
  manual: '重启集群组件',
  title,
  components: components
    .map(({ id }) => id)
    .filter((id) => id !== 'dm-worker' && id !== 'dm-master'),
  parameters: [componentParameter, instanceParameter, methodParameter],
  wantsName: (target) => target.kind === 'cluster',
  steps,
  notes: methodNotes,
  liveChecks: restartChecks,
};

function steps(input: ProcedureInput): readonly Step[] {
  return [
    ...playbooks(input),
    ...verifyRunning(input.cluster, input.instances),
    ...verifySubtasks(input.baseline?.subtasks),
  ];
}

const playbooks = (input: ProcedureInput): readonly Step[] =>
  isRolling(input)
    ? rollingPlaybooks(input)
    : [
        playbookStep(input, 'stop.yml', l10n.t('Stop the services')),
        verifyDown(input.instances),
        playbookStep(input, 'start.yml', l10n.t('Start the services')),
      ];

/** The two ways differ in more than speed, which the manual does not say. */
function methodNotes(input: ProcedureInput): readonly string[] {
  return isRolling(input)
    ? [
        l10n.t(
          'A rolling update stops, deploys and starts one instance after the other. It renders the configuration again and copies the binaries of resources/bin again, so it also applies changes made there.',
        ),
      ]
    : [
        l10n.t(
          'Stop, then start: the instances are down together; configuration and binaries stay as they are.',
        ),
      ];
}

const isRolling = ({ parameters }: ProcedureInput): boolean => parameters['method'] === 'rolling';
