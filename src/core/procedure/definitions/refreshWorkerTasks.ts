import * as l10n from '@vscode/l10n';
import type { Procedure } from '../procedure';

/** Manual: 重启 DM-master, where its list of tasks is not what the workers run. */
export const refreshWorkerTasks: Procedure = {
  id: 'refresh-worker-tasks',
  manual: '重启 DM-master',
  parameters: [],
  target: () => ({ kind: 'component', component: 'dm-master' }),
  title: () => l10n.t('Let DM-master ask the DM-workers for their tasks again'),
  wantsName: () => false,
  steps: () => [
    {
      kind: 'dmctl',
      id: 'refresh-worker-tasks',
      title: l10n.t('Ask the DM-workers for their tasks'),
      command: { kind: 'refresh-worker-tasks' },
    },
  ],
  notes: () => [l10n.t('It changes no task; a DM-worker that does not answer is left out.')],
};
