import * as l10n from '@vscode/l10n';
import { settingOf } from '../../cluster/settingOf';
import { lockChecks } from '../liveChecks/ddlLocks';
import { liveWorkers } from '../liveChecks/workers';
import type { Parameter } from '../parameter';
import { fixedComponent, instanceParameter } from '../parameters/targetParameters';
import { editInventory } from '../parts/editStep';
import { singleLineProblem } from '../parts/hostLines';
import {
  checkTaskFiles,
  newUpstreamChecks,
  newUpstreamEdits,
  startTasks,
  stoppedSubtasks,
  stopTasks,
  taskFileChecks,
} from '../parts/newUpstream';
import { playbookStep, verifyUp } from '../parts/steps';
import { taskFilesParameter } from '../parts/taskFiles';
import {
  compareGtids,
  gtidChecks,
  pauseRelays,
  switchedWorkers,
  switchNotes,
  toldChecks,
  waitCaughtUp,
} from '../parts/upstream';
import { verifyRelay } from '../parts/verifySteps';
import type { Procedure } from '../procedure';

const upstreamHost: Parameter = {
  id: 'mysql_host',
  kind: 'host',
  label: () => l10n.t('New upstream host'),
  help: () => l10n.t('The address of the new primary, as the machine of the DM-worker reaches it.'),
  isRequired: true,
};

const upstreamPort: Parameter = {
  id: 'mysql_port',
  kind: 'port',
  label: () => l10n.t('New upstream port'),
  help: () => l10n.t('The port of the new primary.'),
  isRequired: false,
  default: ({ cluster, parameters }) =>
    settingOf(cluster, parameters['instance'] ?? '', 'mysql_port'),
};

/** Manual: 变更 IP 后的主从切换. */
export const switchUpstreamAddress: Procedure = {
  id: 'switch-upstream-address',
  manual: '变更 IP 后的主从切换',
  title: (name, { parameters }) =>
    l10n.t('Switch the upstream of {0} to {1}', name, parameters['mysql_host'] ?? '?'),
  components: ['dm-worker'],
  parameters: [
    fixedComponent('dm-worker'),
    {
      ...instanceParameter,
      help: () => l10n.t('The alias of a DM-worker.'),
      isRequired: true,
      validate: (alias, { cluster }) => singleLineProblem(cluster, alias, 'dm-worker'),
    },
    upstreamHost,
    upstreamPort,
    taskFilesParameter,
  ],
  wantsName: () => false,
  needsStatus: true,
  steps: (input) => {
    const workers = switchedWorkers(input);
    const subtasks = stoppedSubtasks(input, workers);
    return [
      waitCaughtUp(workers),
      ...checkTaskFiles(input),
      ...pauseRelays(workers),
      ...compareGtids(workers),
      ...stopTasks(subtasks),
      ...editInventory(
        input,
        l10n.t('Put the new upstream into the inventory'),
        newUpstreamEdits(input),
      ),
      playbookStep(input, 'rolling_update.yml', l10n.t('Render the configuration and restart')),
      verifyUp(input.instances),
      verifyRelay(workers.map(({ address }) => address)),
      ...startTasks(input, subtasks),
    ];
  },
  notes: (input) => switchNotes(switchedWorkers(input)),
  corrections: () => [
    l10n.t(
      'The relay log can go on only if it has all that the new primary has purged, and the new primary has all that the relay log has. The relay is paused for that, so that it can not grow meanwhile; the manual does not say so. The restart lets it run again.',
    ),
    l10n.t(
      'Tasks are stopped and started on this DM-worker alone, so that other upstreams go on; the manual stops them everywhere. Their files are checked before anything is stopped.',
    ),
  ],
  checks: (input) => [...newUpstreamChecks(input), ...gtidChecks(switchedWorkers(input))],
  liveChecks: (input) => {
    const workers = switchedWorkers(input);
    return [
      ...toldChecks(workers),
      ...taskFileChecks(input, workers),
      ...lockChecks(
        input,
        liveWorkers(input, input.instances),
        'block',
        l10n.t(
          'Stopping the task now leaves upstream tables with different structures. Wait until it is resolved, or handle it first.',
        ),
      ),
    ];
  },
};
