import * as l10n from '@vscode/l10n';
import { instanceAddress } from '../../status/instanceAddress';
import type { Procedure, ProcedureInput } from '../procedure';
import { playbookStep } from '../steps';
import { componentParameter, instanceParameter } from '../targetParameters';
import { verifyRunning, verifySubtasks } from '../verifySteps';

/** Manual: 启动集群. */
export const start: Procedure = {
  id: 'start',
  manual: '启动集群',
  title: (name) => l10n.t('Start {0}', name),
  parameters: [componentParameter, instanceParameter],
  wantsName: () => false,
  steps: (input) => [
    playbookStep(input, 'start.yml', l10n.t('Start the services')),
    ...verifyRunning(input.cluster, input.instances),
    ...verifySubtasks(ofInstances(input)),
  ],
  notes: () => [],
};

/** What ran on them before they were stopped last, as far as that run wrote it down. */
function ofInstances({ instances, lastStop }: ProcedureInput) {
  const addresses = new Set(instances.map(instanceAddress));
  return lastStop?.subtasks.filter(({ worker }) => addresses.has(worker));
}
