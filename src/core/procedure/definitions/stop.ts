import * as l10n from '@vscode/l10n';
import type { Procedure } from '../procedure';
import { playbookStep, verifyDown } from '../steps';
import { componentParameter, instanceParameter } from '../targetParameters';

/** Manual: 下线集群. */
export const stop: Procedure = {
  id: 'stop',
  manual: '下线集群',
  title: (name) => l10n.t('Stop {0}', name),
  parameters: [componentParameter, instanceParameter],
  wantsName: (target) => target.kind === 'cluster',
  steps: (input) => [
    playbookStep(input, 'stop.yml', l10n.t('Stop the services')),
    verifyDown(input.instances),
  ],
  notes: ({ instances }) =>
    instances.some(({ component }) => component === 'dm-worker')
      ? [
          l10n.t('Replication stops on these DM-workers until they are started again.'),
          l10n.t(
            'Avoid stopping a DM-worker while a sharding DDL is being replicated: the live state is not read yet, so check show-ddl-locks first.',
          ),
        ]
      : [],
};
