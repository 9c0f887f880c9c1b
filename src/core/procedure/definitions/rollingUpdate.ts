import * as l10n from '@vscode/l10n';
import { componentById } from '../../cluster/components';
import { restartChecks } from '../liveChecks/restart';
import { componentParameter, instanceParameter } from '../parameters/targetParameters';
import { playbookStep } from '../parts/steps';
import { verifyRunning, verifySubtasks } from '../parts/verifySteps';
import type { Procedure, ProcedureInput } from '../procedure';
import type { Step } from '../step';

/** Manual: 更新组件版本, the rolling part; the version stays what the inventory says. */
export const rollingUpdate: Procedure = {
  id: 'rolling-update',
  manual: '更新组件版本',
  title: (name) => l10n.t('Rolling update of {0}', name),
  parameters: [componentParameter, instanceParameter],
  wantsName: () => false,
  steps: (input) => [
    ...rollingPlaybooks(input),
    ...verifyRunning(input.cluster, input.instances),
    ...verifySubtasks(input.baseline?.subtasks),
  ],
  liveChecks: restartChecks,
  notes: () => [
    l10n.t(
      'A rolling update stops, deploys and starts one instance after the other. It renders the configuration again and copies the binaries of resources/bin again, so it also applies changes made there.',
    ),
    l10n.t('If an instance fails, it is left stopped and the later ones are not touched.'),
  ],
};

/**
 * One playbook rolls DM's own components and another the monitors; the whole cluster needs both.
 */
export function rollingPlaybooks(input: ProcedureInput): readonly Step[] {
  const playbooks = ['rolling_update.yml', 'rolling_update_monitor.yml'] as const;
  return playbooks.flatMap((playbook) => {
    const rolled = input.instances.filter(
      ({ component }) => componentById(component).rollingPlaybook === playbook,
    );
    return rolled.length === 0
      ? []
      : [playbookStep(input, playbook, l10n.t('Roll the services one by one'), rolled)];
  });
}
