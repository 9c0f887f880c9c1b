import * as l10n from '@vscode/l10n';
import { componentParameter, instanceParameter } from '../parameters/targetParameters';
import { playbookStep } from '../parts/steps';
import type { Procedure } from '../procedure';

/** Manual: 创建 DM-worker 实例, step 3; and the deploy guide for the whole cluster. */
export const deploy: Procedure = {
  id: 'deploy',
  manual: '创建 DM-worker 实例',
  title: (name) => l10n.t('Deploy {0}', name),
  parameters: [componentParameter, instanceParameter],
  wantsName: () => false,
  steps: (input) => [
    playbookStep(input, 'deploy.yml', l10n.t('Copy binaries, configuration and units')),
  ],
  notes: ({ target, instances }) => [
    l10n.t('Deploying starts and restarts nothing: changes take effect at the next start.'),
    // dm-master.toml and prometheus.yml are rendered from all hosts of dm_worker_servers.
    ...(target.kind === 'instance' && instances.some(({ component }) => component === 'dm-worker')
      ? [
          l10n.t(
            'A new DM-worker also has to be started, and DM-master and Prometheus know it only after a rolling update of each.',
          ),
        ]
      : []),
    // The bootstrap play has no tag, so `--tags` leaves it out.
    ...(target.kind === 'cluster'
      ? []
      : [
          l10n.t(
            'Kernel settings and limits of a new machine are set only by deploying the whole cluster.',
          ),
        ]),
  ],
};
