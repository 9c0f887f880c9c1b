import * as l10n from '@vscode/l10n';
import { lockChecks } from '../liveChecks/ddlLocks';
import { unitChecks } from '../liveChecks/units';
import { liveWorkers } from '../liveChecks/workers';
import { componentParameter, instanceParameter } from '../parameters/targetParameters';
import { playbookStep, verifyDown } from '../parts/steps';
import type { Procedure } from '../procedure';

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
          l10n.t('Avoid stopping a DM-worker while a sharding DDL is being replicated.'),
        ]
      : [],
  liveChecks: (input) => {
    const workers = liveWorkers(input, input.instances);
    return workers.length === 0
      ? []
      : [
          ...unitChecks(workers),
          ...lockChecks(
            input,
            workers,
            'warn',
            l10n.t(
              'A DM-worker that stops before it has skipped the DDL waits for ever afterwards. Wait until it is resolved, or handle it first.',
            ),
          ),
        ];
  },
};
