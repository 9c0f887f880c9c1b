import * as l10n from '@vscode/l10n';
import { componentParameter, instanceParameter } from '../parameters/targetParameters';
import { playbookStep } from '../parts/steps';
import { verifyRunning, verifySubtasks } from '../parts/verifySteps';
import type { Procedure } from '../procedure';

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
    ...verifySubtasks(input.lastStop),
  ],
  notes: () => [],
};
