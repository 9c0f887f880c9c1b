import * as l10n from '@vscode/l10n';
import { endpointOf } from '../endpoint';
import { lockChecks } from '../liveChecks/ddlLocks';
import { liveWorkers } from '../liveChecks/workers';
import type { Procedure } from '../procedure';
import type { DraftStep } from '../step';
import { fixedComponent } from '../targetParameters';
import {
  chosenInstances,
  compareGtids,
  gtidChecks,
  pauseRelays,
  type SwitchedWorker,
  switchedWorkers,
  switchedWorkersParameter,
  switchNotes,
  tasksOf,
  toldChecks,
  waitCaughtUp,
} from '../upstream';
import { verifyRelay, verifySubtasks } from '../verifySteps';

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
    return [
      waitCaughtUp(workers),
      ...pauseRelays(workers),
      ...taskSteps('pause-task', workers),
      ...compareGtids(workers),
      switchVip(workers),
      ...relaySteps('switch-relay-master', workers),
      ...relaySteps('resume-relay', workers),
      verifyRelay(addresses),
      ...taskSteps('resume-task', workers),
      ...verifySubtasks(
        tasksOf(workers).flatMap(({ task, workers: on }) =>
          on.map((worker) => ({ worker, task, stage: 'Running' })),
        ),
      ),
    ];
  },
  notes: (input) => switchNotes(switchedWorkers(input)),
  corrections: () => [
    l10n.t(
      'The relay log can go on only if it has all that the new primary has purged, and the new primary has all that the relay log has. That is compared after the relay is paused, for until then it may have grown; the manual does not say so.',
    ),
    l10n.t(
      'switch-relay-master needs enable_gtid and a paused relay, which the manual does not say. Only tasks that this run paused are resumed.',
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

/** One for each task, on the workers where it runs now; resumed is only what was paused here. */
function taskSteps(
  kind: 'pause-task' | 'resume-task',
  workers: readonly SwitchedWorker[],
): readonly DraftStep[] {
  return tasksOf(workers).map(({ task, workers: on }, index): DraftStep => {
    const step = {
      kind: 'dmctl',
      id: `${kind}-${index + 1}`,
      command: { kind, task, workers: on },
    } as const;
    if (kind === 'pause-task') return { ...step, title: l10n.t('Pause task {0}', task) };
    const reason = l10n.t('This run did not pause it.');
    const condition = { kind: 'step-not-succeeded', step: `pause-task-${index + 1}` } as const;
    return { ...step, title: l10n.t('Resume task {0}', task), skipWhen: { condition, reason } };
  });
}

function relaySteps(
  kind: 'switch-relay-master' | 'resume-relay',
  workers: readonly SwitchedWorker[],
): readonly DraftStep[] {
  return workers.map(({ alias, address }, index) => ({
    kind: 'dmctl',
    id: `${kind}-${index + 1}`,
    title:
      kind === 'resume-relay'
        ? l10n.t('Resume the relay log of {0}', alias)
        : l10n.t('Tell the relay log of {0} that its primary is another one', alias),
    command: { kind, workers: [address] },
  }));
}

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
