import * as l10n from '@vscode/l10n';
import { endpointOf } from '../endpoint';
import { fixedComponent, instanceParameter } from '../parameters/targetParameters';
import { editInventory } from '../parts/editStep';
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
import { play } from '../parts/play';
import {
  newHostChecks,
  newHostParameter,
  replacedInstances,
  replaceHost,
} from '../parts/replaceHost';
import { playbookStep, verifyDown, verifyUp } from '../parts/steps';
import { verifyTasksAndLocks } from '../parts/verifySteps';
import type { PlaceInput, Procedure } from '../procedure';

const edits = (input: PlaceInput) => replaceHost(input, 'above');
const replaced = (input: PlaceInput) => replacedInstances(input, edits(input));

/** Manual: 替换 DM-master 实例. */
export const replaceMaster: Procedure = {
  id: 'replace-master',
  manual: '替换 DM-master 实例',
  title: (_name, { parameters }) => l10n.t('Move DM-master to {0}', parameters['host'] ?? '?'),
  components: ['dm-master'],
  parameters: [
    fixedComponent('dm-master'),
    { ...instanceParameter, isAsked: () => false },
    newHostParameter('dm-master'),
    oldMachineParameter,
    oldMachineStateParameter,
    bootstrapParameter,
  ],
  wantsName: () => false,
  wantsModal: () => true,
  affected: (input) => replaced(input).map(endpointOf),
  steps: (input) => {
    const hosts = input.instances.map(({ alias }) => alias);
    const tag = 'dm-master';
    const limit = input.parameters['bootstrap'] === 'true' ? { limit: hosts.join(',') } : {};
    const deploy = { playbook: 'deploy.yml', ...deployTag(input, tag), ...limit };
    const dmctl = { playbook: 'rolling_update.yml', tag: 'dmctl' };
    return [
      ...prepareMachine(input),
      ...(isOldMachineDown(input)
        ? []
        : [
            playbookStep(input, 'stop.yml', l10n.t('Stop the old DM-master')),
            verifyDown(input.instances),
          ]),
      ...editInventory(input, l10n.t('Put the new address into the inventory'), edits(input)),
      play(input, 'deploy', l10n.t('Copy binary, configuration and unit'), deploy, hosts),
      play(
        input,
        'start',
        l10n.t('Start the new DM-master'),
        { playbook: 'start.yml', tag },
        hosts,
      ),
      play(input, 'roll-dmctl', l10n.t('Send dmctl to the new DM-master'), dmctl, ['localhost']),
      verifyUp(replaced(input)),
      verifyTasksAndLocks(input.baseline),
    ];
  },
  notes: ({ instances }) => [
    l10n.t('DM-master rebuilds its tasks and DDL locks from the DM-workers when it starts.'),
    l10n.t('Tasks go on while there is no DM-master; only DDL locks wait for it.'),
    ...instances.map(leftBehind),
  ],
  corrections: (input) => [
    ...machineCorrections(input),
    l10n.t('Prometheus is left alone, as in the manual: its targets are the DM-workers only.'),
  ],
  checks: (input) => [...newHostChecks(input, replaced(input)), ...oldMachineChecks(input)],
  openItems: oldMachineItems,
  // Its tasks and locks of before are compared afterwards.
  liveChecks: () => [],
};
