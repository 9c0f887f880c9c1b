import * as l10n from '@vscode/l10n';
import { allInstances } from '../../cluster/readCluster';
import { instanceAddress } from '../../status/instanceAddress';
import { endpointOf } from '../endpoint';
import type { Parameter, ParameterInput } from '../parameter';
import { fixedComponent } from '../parameters/targetParameters';
import { editedCluster } from '../parts/editedInventory';
import { editInventory } from '../parts/editStep';
import {
  bootstrapParameter,
  deployTag,
  hostParameter,
  machineCorrections,
  prepareMachine,
} from '../parts/newMachine';
import { newWorkerLine } from '../parts/newWorkerLine';
import { nextFreeName } from '../parts/nextFree';
import { aliasesOf, instancesOf, play } from '../parts/play';
import { rollReaders } from '../parts/rollSteps';
import { verifyUp } from '../parts/steps';
import { verifyKnown, verifyRelay } from '../parts/verifySteps';
import { workerSettings } from '../parts/workerSettings';
import type { Procedure } from '../procedure';

const aliasParameter: Parameter = {
  id: 'instance',
  kind: 'text',
  label: () => l10n.t('Alias'),
  help: () => l10n.t('The name of the new DM-worker in the inventory.'),
  isRequired: true,
  default: ({ cluster }) =>
    nextFreeName(aliasesOf(cluster, 'dm-worker').at(-1) ?? 'dm_worker', (alias) =>
      cluster.inventory.hosts.has(alias),
    ),
  validate: (value, { cluster: { inventory } }) => {
    if (!/^[A-Za-z][\w.-]*$/.test(value)) {
      return l10n.t('An alias is made of letters, digits, "_", "-" and ".".');
    }
    return inventory.hosts.has(value) || inventory.groups.has(value)
      ? l10n.t('{0} is in the inventory already.', value)
      : undefined;
  },
};

const newWorker = (input: ParameterInput) => {
  const after = editedCluster(input.cluster, newWorkerLine(input));
  return allInstances(after).filter(
    ({ component, alias }) => component === 'dm-worker' && alias === input.parameters['instance'],
  );
};

/** Manual: 创建 DM-worker 实例. */
export const createWorker: Procedure = {
  id: 'create-worker',
  manual: '创建 DM-worker 实例',
  title: (name) => l10n.t('Create {0}', name),
  components: ['dm-worker'],
  parameters: [
    fixedComponent('dm-worker'),
    aliasParameter,
    hostParameter,
    ...workerSettings,
    bootstrapParameter,
  ],
  wantsName: () => false,
  affected: (input) =>
    [
      ...newWorker(input),
      ...instancesOf(input.cluster, 'dm-master'),
      ...instancesOf(input.cluster, 'prometheus'),
    ].map(endpointOf),
  steps: (input) => {
    const limit = input.parameters['instance'] ?? '';
    const created = newWorker(input);
    const addresses = created.flatMap((worker) => instanceAddress(worker) ?? []);
    const deploy = { playbook: 'deploy.yml', ...deployTag(input, 'dm-worker'), limit };
    const start = { playbook: 'start.yml', tag: 'dm-worker', limit };
    return [
      ...prepareMachine(input),
      ...editInventory(input, l10n.t('Add the DM-worker to the inventory'), newWorkerLine(input)),
      play(input, 'deploy', l10n.t('Copy binary, configuration and unit'), deploy, [limit]),
      play(input, 'start', l10n.t('Start the DM-worker'), start, [limit]),
      verifyUp(created),
      ...rollReaders(input),
      ...verifyKnown(addresses, true),
      verifyRelay(addresses),
    ];
  },
  notes: ({ parameters }) => [
    l10n.t('DM-master and Prometheus are restarted, so that they know the new DM-worker.'),
    l10n.t('Tasks run on it only when their files name its source_id and are started with it.'),
    ...(parameters['mysql_password'] === undefined
      ? [
          l10n.t(
            'No password was given: that of its group counts, else the upstream user has none.',
          ),
        ]
      : []),
  ],
  corrections: (input) => [
    ...machineCorrections(input),
    l10n.t(
      'At the end DM-master is asked whether it knows the DM-worker and its relay log runs, which the manual leaves out.',
    ),
  ],
};
