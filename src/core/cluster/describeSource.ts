import * as l10n from '@vscode/l10n';
import type { Source } from './cluster';

/** Where a value in force came from, in a few words: `[all:vars]`, `group_vars/all.yml`. */
export function describeSource(source: Source): string {
  switch (source.kind) {
    case 'hostLine':
    case 'hostPort':
      return l10n.t('host line');
    case 'groupSection':
      return `[${source.group}:vars]`;
    case 'allSection':
      return '[all:vars]';
    case 'groupFile':
    case 'hostFile':
      return source.path;
    case 'default':
      return l10n.t('default of DM-Ansible');
    case 'alias':
      return l10n.t('the alias itself');
  }
}
