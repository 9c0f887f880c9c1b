import * as l10n from '@vscode/l10n';
import { instanceAddress } from '../../status/instanceAddress';
import { endpointOf } from '../endpoint';
import { lockChecks } from '../liveChecks/ddlLocks';
import { moveChecks } from '../liveChecks/movedRelay';
import { liveWorkers } from '../liveChecks/workers';
import { fixedComponent, instanceParameter } from '../parameters/targetParameters';
import { editInventory } from '../parts/editStep';
import { copyRelayLog, startTasksAgain } from '../parts/movedTasks';
import {
  bootstrapParameter,
  deployTag,
  machineCorrections,
  prepareMachine,
} from '../parts/newMachine';
import {
  isOldMachineDown,
  leftBehind,
  oldMachineChecks,
  oldMachineItems,
  oldMachineParameter,
  oldMachineStateParameter,
} from '../parts/oldMachine';
import { instancesOf, play } from '../parts/play';
import {
  newHostChecks,
  newHostParameter,
  replacedInstances,
  replaceHost,
} from '../parts/replaceHost';
import { rollReaders } from '../parts/rollSteps';
import { playbookStep, verifyDown, verifyUp } from '../parts/steps';
import { taskFilesParameter } from '../parts/taskFiles';
import { verifyKnown, verifyRelay } from '../parts/verifySteps';
import type { PlaceInput, Procedure } from '../procedure';

const edits = (input: PlaceInput) => replaceHost(input, 'below');
const replaced = (input: PlaceInput) => replacedInstances(input, edits(input));

/** Manual: 替换 DM-worker 实例. */
export const replaceWorker: Procedure = {
  id: 'replace-worker',
  manual: '替换 DM-worker 实例',
  title: (name, { parameters }) => l10n.t('Move {0} to {1}', name, parameters['host'] ?? '?'),
  components: ['dm-worker'],
  parameters: [
    fixedComponent('dm-worker'),
    { ...instanceParameter, help: () => l10n.t('The alias of a DM-worker.'), isRequired: true },
    newHostParameter('dm-worker'),
    oldMachineParameter,
    oldMachineStateParameter,
    taskFilesParameter,
    bootstrapParameter,
  ],
  wantsName: () => false,
  wantsModal: () => true,
  affected: (input) =>
    [
      ...replaced(input),
      ...instancesOf(input.cluster, 'dm-master'),
      ...instancesOf(input.cluster, 'prometheus'),
    ].map(endpointOf),
  steps: (input) => {
    const limit = input.parameters['instance'] ?? '';
    const addresses = replaced(input).flatMap((worker) => instanceAddress(worker) ?? []);
    const deploy = { playbook: 'deploy.yml', ...deployTag(input, 'dm-worker'), limit };
    const start = { playbook: 'start.yml', tag: 'dm-worker', limit };
    return [
      ...prepareMachine(input),
      ...(isOldMachineDown(input)
        ? []
        : [
            playbookStep(input, 'stop.yml', l10n.t('Stop the old DM-worker')),
            verifyDown(input.instances),
          ]),
      ...editInventory(input, l10n.t('Put the new address into the inventory'), edits(input)),
      play(input, 'deploy', l10n.t('Copy binary, configuration and unit'), deploy, [limit]),
      ...copyRelayLog(input),
      play(input, 'start', l10n.t('Start the new DM-worker'), start, [limit]),
      verifyUp(replaced(input)),
      ...rollReaders(input),
      ...verifyKnown(addresses, true),
      verifyRelay(addresses),
      ...addresses.flatMap((address) => startTasksAgain(input, address)),
    ];
  },
  notes: ({ instances }) => [
    l10n.t('DM-master and Prometheus are restarted, so that they know the new address.'),
    l10n.t('The new machine has no relay log: it pulls it from the upstream again.'),
    ...instances.map(leftBehind),
  ],
  corrections: (input) => [
    ...machineCorrections(input),
    l10n.t(
      'The manual names 172.16.10.85 where it means 172.16.10.75, and in its note 172.16.10.71 where it means 172.16.10.72. Here both addresses are those of the inventory and of the new machine.',
    ),
    l10n.t(
      'server_id and source_id stay the same, and all else on the line: what DM keeps downstream of online DDL is found by the server_id.',
    ),
    l10n.t(
      'The record of its subtasks lies on the old machine, so they have to be started again, and are: the manual leaves that and every look at the end out.',
    ),
  ],
  checks: (input) => [...newHostChecks(input, replaced(input)), ...oldMachineChecks(input)],
  openItems: oldMachineItems,
  liveChecks: (input) => {
    const workers = liveWorkers(input, input.instances);
    return [
      ...moveChecks(workers),
      ...lockChecks(
        input,
        workers,
        'block',
        l10n.t(
          'Wait until it is resolved, or handle it first: the new machine does not know of it.',
        ),
      ),
    ];
  },
};
