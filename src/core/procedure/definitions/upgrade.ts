import * as l10n from '@vscode/l10n';
import { targetInstances } from '../../cluster/target';
import { setGroupVariable } from '../../inventory/edits/setVariable';
import { endpointOf } from '../endpoint';
import { lockChecks } from '../liveChecks/ddlLocks';
import { runningTasks } from '../liveChecks/runningTasks';
import { silentWorkers, unitChecks } from '../liveChecks/units';
import { liveWorkers } from '../liveChecks/workers';
import { listOf } from '../parameters/readParameters';
import { editInventory } from '../parts/editStep';
import { instancesOf } from '../parts/play';
import {
  backupOf,
  componentsParameter,
  downloadSteps,
  monitorsParameter,
  rolledComponents,
  rollingSteps,
  upgradeChecks,
  versionParameter,
} from '../parts/upgradeParts';
import { verifyRunning, verifySubtasks } from '../parts/verifySteps';
import type { PlaceInput, Procedure, ProcedureInput } from '../procedure';

const rolled = ({ cluster, parameters }: PlaceInput) =>
  rolledComponents(parameters).flatMap((component) =>
    targetInstances(cluster, { kind: 'component', component }),
  );
const isAll = ({ parameters }: PlaceInput): boolean =>
  listOf(parameters['components']).length === 0;
const versionEdit = ({ cluster, parameters }: ProcedureInput) =>
  cluster.version === parameters['version']
    ? []
    : setGroupVariable(cluster.inventory, 'all', 'dm_version', {
        kind: 'string',
        value: parameters['version'] ?? '',
      });

/** Manual: 更新组件版本. */
export const upgrade: Procedure = {
  id: 'upgrade',
  manual: '更新组件版本',
  title: (name, { parameters }) =>
    l10n.t('Update {0} to DM {1}', name, parameters['version'] ?? '?'),
  parameters: [versionParameter, componentsParameter, monitorsParameter],
  target: () => ({ kind: 'cluster' }),
  wantsName: () => false,
  affected: (input) => rolled(input).map(endpointOf),
  steps: (input) => [
    ...editInventory(input, l10n.t('Set the version in the inventory'), versionEdit(input)),
    ...downloadSteps(input),
    ...rollingSteps(input),
    ...verifyRunning(input.cluster, rolled(input)),
    {
      kind: 'verify',
      id: 'verify-versions',
      title: l10n.t('Check that all tell the new version'),
      condition: {
        kind: 'versions',
        version: input.parameters['version'] ?? '',
        endpoints: rolled(input).map(endpointOf),
        ...(isAll(input) || listOf(input.parameters['components']).includes('dmctl')
          ? {}
          : { isWithoutDmctl: true as const }),
      },
    },
    ...verifySubtasks(input.baseline?.subtasks),
  ],
  notes: () => [
    l10n.t(
      'A rolling update stops, deploys and starts one instance after the other. It renders the configuration again and copies the binaries of resources/bin again, so it also applies changes made there.',
    ),
    l10n.t('If an instance fails, it is left stopped and the later ones are not touched.'),
    l10n.t('The control machine downloads the binaries: it needs the Internet.'),
  ],
  corrections: ({ cluster }) => [
    l10n.t(
      'dm_version is changed in the inventory first: the manual leaves that out, and local_prepare.yml would download the old version again.',
    ),
    l10n.t(
      'The manual writes resource/bin; it is resources/bin. A copy is kept in {0}, unless one of an earlier try is there already, which stays: to go back, set dm_version to that again, put the copy in place, and make a rolling update.',
      backupOf(cluster),
    ),
    l10n.t(
      'Running tasks and sharding DDL locks are looked at first, versions and subtasks afterwards, and the monitors can be rolled too: the manual leaves all of that out.',
    ),
  ],
  checks: upgradeChecks,
  liveChecks: (input) => {
    // DM-master has the tasks and locks of all: it matters to them when it alone is restarted, too.
    const workers = liveWorkers(input, instancesOf(input.cluster, 'dm-worker'));
    const restarted = liveWorkers(input, rolled(input));
    return [
      ...(restarted.length === 0 ? silentWorkers(workers) : unitChecks(restarted)),
      ...runningTasks(
        workers,
        l10n.t('The upgrade guides of DM stop them first, and start them again afterwards.'),
      ),
      ...lockChecks(
        input,
        workers,
        'block',
        l10n.t(
          'Wait until it is resolved, or handle it first: a restart now may leave it for ever.',
        ),
      ),
    ];
  },
};
