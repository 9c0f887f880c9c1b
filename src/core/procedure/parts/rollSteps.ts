import * as l10n from '@vscode/l10n';
import type { ProcedureInput } from '../procedure';
import type { Step } from '../step';
import { aliasesOf, play } from './play';

/**
 * DM-master and Prometheus read their workers from files that their roles render: what changed in
 * dm_worker_servers reaches them only when they are rolled.
 */
export function rollReaders(input: ProcedureInput): readonly Step[] {
  const prometheus = aliasesOf(input.cluster, 'prometheus');
  return [
    play(
      input,
      'roll-dm-master',
      l10n.t('Let DM-master know the DM-workers as they are now, and restart it'),
      { playbook: 'rolling_update.yml', tag: 'dm-master' },
      aliasesOf(input.cluster, 'dm-master'),
    ),
    ...(prometheus.length === 0
      ? []
      : [
          play(
            input,
            'roll-prometheus',
            l10n.t('Let Prometheus know the DM-workers as they are now, and restart it'),
            { playbook: 'rolling_update_monitor.yml', tag: 'prometheus' },
            prometheus,
          ),
        ]),
  ];
}
