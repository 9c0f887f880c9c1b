import * as l10n from '@vscode/l10n';
import { anywhere, type KnownVariable } from './knownVariable';
import { logDirectory } from './logVariables';

const defaults = 'roles/grafana/defaults/main.yml';
const grafana = { components: ['grafana'], required: 'no', since: '1.0.0' } as const;
const ofGroupFile = {
  ...grafana,
  places: ['host'],
  groupFile: 'group_vars/grafana_servers.yml',
  source: 'group_vars/grafana_servers.yml',
} as const;
const ofRole = { ...grafana, places: anywhere, source: defaults } as const;

export const grafanaVariables: readonly KnownVariable[] = [
  {
    ...ofGroupFile,
    name: 'grafana_port',
    value: { kind: 'port' },
    default: '3000',
    endsUpIn: 'grafana.ini: http_port; grafana-PORT.service',
    doc: () => l10n.t('Port of the web page of Grafana. It is part of the name of the service.'),
  },
  {
    ...ofGroupFile,
    name: 'grafana_data_dir',
    value: { kind: 'path' },
    default: '{{ deploy_dir }}/data.grafana',
    endsUpIn: 'grafana.ini: data',
    doc: () => l10n.t('Directory that Grafana keeps its users and dashboards in.'),
  },
  {
    ...ofRole,
    name: 'grafana_admin_user',
    value: { kind: 'text' },
    default: 'admin',
    endsUpIn: 'grafana.ini: admin_user',
    doc: () =>
      l10n.t(
        'Administrator of Grafana, used at its first start and by the playbooks. Letters and digits only: it stands unquoted in an address and in a shell command.',
      ),
    source: `${defaults}; start.yml`,
  },
  {
    ...ofRole,
    name: 'grafana_admin_password',
    value: { kind: 'password' },
    default: 'admin',
    isSecret: true,
    endsUpIn: 'grafana.ini: admin_password',
    doc: () =>
      l10n.t(
        'Password of the administrator of Grafana. Set it once more here when it was changed in the web page, and use letters and digits only: it stands unquoted in an address and in a shell command.',
      ),
    source: `${defaults}; start.yml`,
  },
  logDirectory({ component: 'grafana', prefix: 'grafana', source: defaults }, 'grafana.ini: logs'),
  {
    ...ofRole,
    name: 'grafana_dashboards_dir',
    value: { kind: 'path' },
    default: '{{ deploy_dir }}/opt/grafana/dashboards',
    endsUpIn: 'grafana.ini: dashboards',
    doc: () => l10n.t('Directory that Grafana reads dashboards from.'),
  },
  {
    ...ofRole,
    name: 'grafana_plugins_dir',
    value: { kind: 'path' },
    default: '{{ deploy_dir }}/opt/grafana/plugins',
    endsUpIn: 'grafana.ini: plugins',
    doc: () => l10n.t('Directory of the plugins of Grafana.'),
  },
  {
    ...ofRole,
    name: 'grafana_version',
    value: { kind: 'word', words: ['4.6.3'] },
    default: '4.6.3',
    endsUpIn: 'grafana-VERSION.linux-x64.tar.gz',
    doc: () =>
      l10n.t('Version of Grafana. It must stay 4.6.3: local_prepare.yml downloads no other.'),
    source: `${defaults}; roles/download/templates/packages.yml.j2`,
  },
  {
    ...ofRole,
    name: 'grafana_exec_vars_only',
    value: { kind: 'boolean' },
    default: 'false',
    endsUpIn: 'roles/grafana: when',
    doc: () => l10n.t('With true, the playbooks do nothing for Grafana.'),
    source: 'roles/grafana/tasks/main.yml',
  },
];
