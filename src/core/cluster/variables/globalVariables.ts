import * as l10n from '@vscode/l10n';
import { anywhere, type KnownVariable } from './knownVariable';

const everywhere = { components: 'all', since: '1.0.0' } as const;
const ofAllFile = {
  ...everywhere,
  required: 'no',
  groupFile: 'group_vars/all.yml',
} as const;

/** Variables of the whole deployment: the inventory's `[all:vars]`, and group_vars/all.yml. */
export const globalVariables: readonly KnownVariable[] = [
  {
    ...everywhere,
    name: 'cluster_name',
    places: ['all'],
    value: { kind: 'text' },
    required: 'always',
    endsUpIn: 'prometheus.yml: external_labels.cluster',
    doc: () =>
      l10n.t(
        'Name of the cluster in Prometheus, its alerts and Grafana. No quotes or backslashes; changing it makes a new Grafana data source and new dashboards.',
      ),
    source: 'roles/prometheus/templates/prometheus.yml.j2',
  },
  {
    ...everywhere,
    name: 'dm_version',
    places: ['all'],
    value: { kind: 'version' },
    required: 'always',
    endsUpIn: 'downloads/dm-VERSION.tar.gz',
    doc: () =>
      l10n.t(
        'Version of DM that local_prepare.yml downloads; it must be the version of this DM-Ansible. A comment after it on the same line would become part of the address.',
      ),
    source: 'roles/download/templates/packages.yml.j2',
  },
  {
    ...everywhere,
    name: 'deploy_dir',
    places: anywhere,
    value: { kind: 'path' },
    required: 'always',
    endsUpIn: 'run_*.sh: DEPLOY_DIR',
    doc: () =>
      l10n.t(
        'Directory for everything of a service: programs, configuration, logs, data. An absolute path without blanks, for scripts use it unquoted and unsafe_cleanup.yml deletes all in it; two DM-workers on one machine need two.',
      ),
    source: 'unsafe_cleanup.yml',
  },
  {
    ...everywhere,
    name: 'ansible_user',
    places: anywhere,
    value: { kind: 'login' },
    required: 'always',
    endsUpIn: 'ssh; deploy_user',
    doc: () =>
      l10n.t(
        'User that Ansible logs in as, and that the services run as. It must be set in [all:vars], where the first check of the playbooks looks; root is refused, and the user needs sudo without a password.',
      ),
    source: 'roles/check_config_static/tasks/main.yml',
  },
  {
    ...ofAllFile,
    name: 'deploy_user',
    places: ['host'],
    value: { kind: 'login' },
    default: '{{ ansible_user }}',
    endsUpIn: 'systemd: User=',
    doc: () =>
      l10n.t(
        'User that the services run as, and that owns their directories. A group of the same name must exist.',
      ),
    source: 'roles/systemd/templates/systemd.service.j2',
  },
  {
    ...ofAllFile,
    name: 'backup_dir',
    places: ['host'],
    value: { kind: 'path' },
    default: '{{ deploy_dir }}/backup',
    endsUpIn: 'roles/common_dir',
    doc: () => l10n.t('Directory that earlier configuration files are moved to.'),
    source: 'group_vars/all.yml',
  },
  {
    ...ofAllFile,
    name: 'downloads_dir',
    places: [],
    value: { kind: 'path' },
    default: '{{ playbook_dir }}/downloads',
    endsUpIn: 'roles/download',
    doc: () =>
      l10n.t(
        'Directory of the control machine for downloaded archives. Only -e on the command line changes it.',
      ),
    source: 'group_vars/all.yml',
  },
  {
    ...ofAllFile,
    name: 'resources_dir',
    places: [],
    value: { kind: 'path' },
    default: '{{ playbook_dir }}/resources',
    endsUpIn: 'roles/download',
    doc: () =>
      l10n.t(
        'Directory of the control machine for unpacked programs. Only -e on the command line changes it.',
      ),
    source: 'group_vars/all.yml',
  },
  {
    ...ofAllFile,
    name: 'retry_stagger',
    places: [],
    value: { kind: 'integer', min: 0, max: 3600 },
    default: '5',
    endsUpIn: 'roles/download: delay',
    doc: () =>
      l10n.t('Seconds between two attempts to download. Only -e on the command line changes it.'),
    source: 'roles/download/tasks/main.yml',
  },
  {
    name: 'username',
    components: 'hosts.ini',
    places: ['all'],
    value: { kind: 'login' },
    required: 'always',
    since: '1.0.0',
    endsUpIn: 'create_users.yml: user, sudoers',
    doc: () =>
      l10n.t(
        'User that create_users.yml creates on each machine, with an ssh key and sudo without a password. It belongs into hosts.ini and must be the ansible_user of the inventory.',
      ),
    source: 'create_users.yml',
  },
];
