import * as l10n from '@vscode/l10n';
import { type Component, type ComponentId, componentOfGroup } from '../../cluster/components';
import { code, paragraphs, plain, points } from './markdown';

/** What a group is to DM-Ansible, as Markdown. */
export function groupDoc(group: string): string {
  const component = componentOfGroup(group);
  if (component !== undefined) return componentDoc(component);
  if (group === 'all') return plain(l10n.t('All hosts of the inventory.'));
  if (group === 'ungrouped') {
    return plain(l10n.t('Hosts that stand above the first section, or in no other group.'));
  }
  // CATALOGUE 1: such hosts are in `all`, and two playbooks act on all.
  return plain(
    l10n.t(
      'DM-Ansible does not know this group: it deploys nothing on its hosts, but deploy.yml changes kernel parameters on them and unsafe_cleanup.yml deletes their deploy_dir.',
    ),
  );
}

function componentDoc(component: Component): string {
  return paragraphs(
    plain(describe(component.id)),
    points([
      hostCount(component),
      l10n.t('Tag of the playbooks: {0}', code(`--tags=${component.tag}`)),
      l10n.t(
        'Default port: {0} ({1})',
        code(String(component.defaultPort)),
        code(component.portVariable),
      ),
      l10n.t('Rolled by: {0}', code(component.rollingPlaybook)),
    ]),
  );
}

function hostCount({ hosts }: Component): string {
  switch (hosts) {
    case 'exactly-one':
      return l10n.t('Exactly one host');
    case 'at-least-one':
      return l10n.t('At least one host');
    case 'any':
      return l10n.t('Optional: any number of hosts, also none');
  }
}

function describe(id: ComponentId): string {
  switch (id) {
    case 'dm-master':
      return l10n.t('DM-master: manages the data migration tasks and the DM-workers.');
    case 'dm-worker':
      return l10n.t(
        'DM-worker: reads the binlog of one upstream MySQL or MariaDB and runs its subtasks.',
      );
    case 'dm-portal':
      return l10n.t('DM-portal: a web page that makes task configuration files.');
    case 'prometheus':
      return l10n.t('Prometheus: collects the metrics of the cluster.');
    case 'grafana':
      return l10n.t('Grafana: shows the metrics of the cluster.');
    case 'alertmanager':
      return l10n.t('Alertmanager: sends the alerts of the cluster.');
  }
}
