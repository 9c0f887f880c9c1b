import * as l10n from '@vscode/l10n';
import type { Procedure } from '../procedure';

/** Manual: 创建 DM-worker 实例, the checks after create_users.yml. */
export const checkConnectivity: Procedure = {
  id: 'check-connectivity',
  manual: '创建 DM-worker 实例',
  parameters: [],
  target: () => ({ kind: 'cluster' }),
  title: (name) => l10n.t('Check the connection to all machines of {0}', name),
  wantsName: () => false,
  steps: ({ inventoryArgument }) => {
    const inventory = inventoryArgument === undefined ? [] : ['-i', inventoryArgument];
    const argv = ['ansible', ...inventory, 'all', '-m', 'shell', '-a', 'whoami'];
    return [
      { kind: 'shell', id: 'whoami', title: l10n.t('Log in to every machine'), argv },
      {
        kind: 'shell',
        id: 'whoami-root',
        title: l10n.t('Become root on every machine'),
        argv: [...argv, '-b'],
      },
    ];
  },
  notes: () => [l10n.t('Nothing is changed on any machine.')],
};
