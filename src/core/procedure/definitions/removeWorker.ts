import * as l10n from '@vscode/l10n';
import { commentOutLine } from '../../inventory/edits/commentLine';
import { removeLine } from '../../inventory/edits/removeLine';
import { instanceAddress } from '../../status/instanceAddress';
import { endpointOf } from '../endpoint';
import { lockChecks } from '../liveChecks/ddlLocks';
import { runningTasks } from '../liveChecks/runningTasks';
import { silentWorkers } from '../liveChecks/units';
import { liveWorkers } from '../liveChecks/workers';
import type { Parameter } from '../parameter';
import { fixedComponent, instanceParameter } from '../parameters/targetParameters';
import { editInventory } from '../parts/editStep';
import { lineProblem, linesOf } from '../parts/hostLines';
import { leftBehind } from '../parts/oldMachine';
import { instancesOf } from '../parts/play';
import { rollReaders } from '../parts/rollSteps';
import { playbookStep, verifyDown } from '../parts/steps';
import { verifyKnown } from '../parts/verifySteps';
import type { Procedure, ProcedureInput } from '../procedure';

const editParameter: Parameter = {
  id: 'edit',
  kind: 'choice',
  label: () => l10n.t('Line in the inventory'),
  help: () => l10n.t('A line that is commented out can be brought back.'),
  isRequired: false,
  default: () => 'comment',
  choices: () => [
    { value: 'comment', label: l10n.t('Comment it out') },
    { value: 'delete', label: l10n.t('Delete it') },
  ],
};

/** Manual: 下线 DM-worker 实例. */
export const removeWorker: Procedure = {
  id: 'remove-worker',
  manual: '下线 DM-worker 实例',
  title: (name) => l10n.t('Remove {0} from the cluster', name),
  components: ['dm-worker'],
  parameters: [
    fixedComponent('dm-worker'),
    {
      ...instanceParameter,
      help: () => l10n.t('The alias of a DM-worker.'),
      isRequired: true,
      validate: (alias, { cluster }) => lineProblem(cluster, alias, 'dm-worker'),
    },
    editParameter,
  ],
  wantsName: () => false,
  wantsModal: () => true,
  affected: ({ cluster, instances }) =>
    [...instances, ...instancesOf(cluster, 'dm-master'), ...instancesOf(cluster, 'prometheus')].map(
      endpointOf,
    ),
  steps: (input) => [
    playbookStep(input, 'stop.yml', l10n.t('Stop the DM-worker')),
    verifyDown(input.instances),
    ...editInventory(input, l10n.t('Take the DM-worker out of the inventory'), edits(input)),
    ...rollReaders(input),
    ...verifyKnown(
      input.instances.flatMap((worker) => instanceAddress(worker) ?? []),
      false,
    ),
  ],
  notes: ({ instances }) => [
    l10n.t('DM-master and Prometheus are restarted, so that they forget the DM-worker.'),
    ...instances.map(leftBehind),
  ],
  corrections: () => [
    l10n.t(
      'Tasks and sharding DDL locks of the DM-worker are looked at first, and DM-master is asked at the end whether it has forgotten it: the manual leaves both out.',
    ),
  ],
  liveChecks: (input) => {
    const workers = liveWorkers(input, input.instances);
    return [
      ...silentWorkers(workers),
      ...runningTasks(
        workers,
        l10n.t(
          'Stop them, or take the source_id out of their files and start them again, before the DM-worker goes: a task that names it can not be started any more.',
        ),
      ),
      ...lockChecks(
        input,
        workers,
        'warn',
        l10n.t(
          'It would wait for the removed DM-worker for ever. Wait until it is resolved, or handle it afterwards with "handle-ddl-lock".',
        ),
      ),
    ];
  },
};

function edits({ cluster, parameters }: ProcedureInput) {
  const change = parameters['edit'] === 'delete' ? removeLine : commentOutLine;
  return linesOf(cluster, parameters['instance'] ?? '', 'dm-worker').flatMap((index) => {
    const line = cluster.inventory.lines[index];
    return line === undefined ? [] : [change(line)];
  });
}
