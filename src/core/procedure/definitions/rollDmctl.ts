import * as l10n from '@vscode/l10n';
import type { Procedure } from '../procedure';

/** Manual: 更新组件版本, dmctl. Its play runs on the control machine itself, which has no alias. */
export const rollDmctl: Procedure = {
  id: 'roll-dmctl',
  manual: '更新组件版本',
  parameters: [],
  target: () => ({ kind: 'component', component: 'dm-master' }),
  title: () => l10n.t('Put dmctl and its configuration in place again'),
  wantsName: () => false,
  steps: ({ inventoryArgument }) => [
    {
      kind: 'playbook',
      id: 'rolling-update',
      title: l10n.t('Copy dmctl and render dmctl.toml'),
      invocation: {
        playbook: 'rolling_update.yml',
        tag: 'dmctl',
        ...(inventoryArgument === undefined ? {} : { inventory: inventoryArgument }),
      },
      hosts: ['localhost'],
    },
  ],
  notes: () => [l10n.t('No service is touched: dmctl is only a client.')],
};
