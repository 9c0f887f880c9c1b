import * as l10n from '@vscode/l10n';
import { endpointOf } from '../endpoint';
import { lockChecks } from '../liveChecks/ddlLocks';
import { liveWorkers } from '../liveChecks/workers';
import { fixedComponent } from '../parameters/targetParameters';
import { type SubtaskPlace, toPause, toResume } from '../parts/subtaskSteps';
import {
  chosenInstances,
  compareGtids,
  gtidChecks,
  pauseRelays,
  runningSubtasks,
  type SwitchedWorker,
  switchedWorkers,
  switchedWorkersParameter,
  switchNotes,
  toldChecks,
  waitCaughtUp,
} from '../parts/upstream';
import { verifyRelay, verifySubtasks } from '../parts/verifySteps';
import type { Procedure } from '../procedure';
import type { DraftStep } from '../step';

/** Manual: 虚拟 IP 环境下的上游主从切换. */
export const switchUpstreamVip: Procedure = {
  id: 'switch-upstream-vip',
  manual: '虚拟 IP 环境下的上游主从切换',
  title: (_name, input) =>
    l10n.t(
      'Switch the upstream primary of {0} behind its virtual IP',
      chosenInstances(input)
        .map(({ alias }) => alias)
        .join(', '),
    ),
  components: ['dm-worker'],
  parameters: [fixedComponent('dm-worker'), switchedWorkersParameter],
  target: () => ({ kind: 'component', component: 'dm-worker' }),
  wantsName: () => false,
  needsStatus: true,
  affected: (input) => chosenInstances(input).map(endpointOf),
  steps: (input) => {
    const workers = switchedWorkers(input);
    const addresses = workers.map(({ address }) => address);
    const subtasks = runningSubtasks(workers);
    return [
      waitCaughtUp(workers),
      ...pauseRelays(workers),
      ...pauseTasks(subtasks),
      ...compareGtids(workers),
      switchVip(workers),
      ...switchRelays(workers),
      ...resumeRelays(workers),
      verifyRelay(addresses),
      ...resumeTasks(subtasks),
      ...verifySubtasks(
        subtasks.map(({ task, address }, index) => ({
          worker: address,
          task,
          stage: 'Running',
          takenBy: pauseId(index),
        })),
      ),
    ];
  },
  notes: (input) => switchNotes(switchedWorkers(input)),
  corrections: () => [
    l10n.t(
      'The relay log can go on only if it has all that the new primary has purged, and the new primary has all that the relay log has. That is compared after the relay is paused, for until then it may have grown; the manual does not say so.',
    ),
    l10n.t(
      'switch-relay-master needs enable_gtid and a paused relay, which the manual does not say. Only tasks that ran when the plan was made are paused and resumed.',
    ),
  ],
  checks: (input) => gtidChecks(switchedWorkers(input)),
  liveChecks: (input) => [
    ...toldChecks(switchedWorkers(input)),
    ...lockChecks(
      input,
      liveWorkers(input, chosenInstances(input)),
      'warn',
      l10n.t('While the tasks are paused it is not resolved.'),
    ),
  ],
};

const pauseId = (index: number): string => `pause-task-${index + 1}`;

const pauseTasks = (subtasks: readonly SubtaskPlace[]): readonly DraftStep[] =>
  subtasks.map((place, index) => ({
    kind: 'dmctl',
    id: pauseId(index),
    ...toPause(place),
    command: { kind: 'pause-task', task: place.task, workers: [place.address] },
  }));

/** What may have been paused here is found by its stage: of an answer that got lost nobody knows. */
const resumeTasks = (subtasks: readonly SubtaskPlace[]): readonly DraftStep[] =>
  subtasks.map((place, index) => ({
    kind: 'dmctl',
    id: `resume-task-${index + 1}`,
    ...toResume(place, pauseId(index)),
    command: { kind: 'resume-task', task: place.task, workers: [place.address] },
  }));

/** Told twice, it would begin a directory of its own again, and the one between would stay empty. */
const switchRelays = (workers: readonly SwitchedWorker[]): readonly DraftStep[] =>
  workers.map(({ alias, address, relayDirectory }, index) => ({
    kind: 'dmctl',
    id: `switch-relay-master-${index + 1}`,
    title: l10n.t('Tell the relay log of {0} that its primary is another one', alias),
    command: { kind: 'switch-relay-master', workers: [address] },
    ...(relayDirectory === undefined
      ? {}
      : {
          skipWhen: {
            condition: { kind: 'relay-switched', worker: address, directory: relayDirectory },
            reason: l10n.t('The relay log of {0} follows another primary already.', alias),
            mustBeKnown: true,
          },
        }),
  }));

const resumeRelays = (workers: readonly SwitchedWorker[]): readonly DraftStep[] =>
  workers.map(({ alias, address }, index) => ({
    kind: 'dmctl',
    id: `resume-relay-${index + 1}`,
    title: l10n.t('Resume the relay log of {0}', alias),
    command: { kind: 'resume-relay', workers: [address] },
    skipWhen: {
      condition: { kind: 'relay-stage', stage: 'Running', workers: [address] },
      reason: l10n.t('The relay log of {0} runs already.', alias),
    },
  }));

const switchVip = (workers: readonly SwitchedWorker[]): DraftStep => ({
  kind: 'manual',
  id: 'switch-vip',
  title: l10n.t('Switch the virtual IP'),
  instructions: [
    l10n.t(
      'Point the virtual IP of {0} at the new primary.',
      [...new Set(workers.map(({ upstream }) => upstream))].join(', '),
    ),
    l10n.t('Make sure that nobody writes to the old primary any more. Then confirm.'),
  ],
  questions: [],
});
