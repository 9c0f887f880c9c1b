import * as l10n from '@vscode/l10n';
import { anywhere, type KnownVariable } from './knownVariable';
import { logDirectory, logFile, logLevel } from './logVariables';

/** The levels that Prometheus and Alertmanager know. */
const logLevels = ['debug', 'info', 'warn', 'error'];

const prometheus = { components: ['prometheus'], required: 'no', since: '1.0.0' } as const;
const alertmanager = { components: ['alertmanager'], required: 'no', since: '1.0.0' } as const;
const prometheusLogs = {
  component: 'prometheus',
  prefix: 'prometheus',
  source: 'roles/prometheus/defaults/main.yml',
} as const;
const alertmanagerLogs = {
  component: 'alertmanager',
  prefix: 'alertmanager',
  source: 'roles/alertmanager/defaults/main.yml',
} as const;

/** Variables of Prometheus and of Alertmanager. */
export const prometheusVariables: readonly KnownVariable[] = [
  {
    ...prometheus,
    name: 'prometheus_port',
    places: ['host'],
    value: { kind: 'port' },
    default: '9090',
    groupFile: 'group_vars/prometheus_servers.yml',
    endsUpIn: '--web.listen-address; prometheus-PORT.service',
    doc: () =>
      l10n.t(
        'Port of Prometheus. It is part of the name of the service, and Grafana reads its data there.',
      ),
    source: 'group_vars/prometheus_servers.yml',
  },
  {
    ...prometheus,
    name: 'prometheus_storage_retention',
    places: ['host'],
    value: { kind: 'duration' },
    default: '15d',
    groupFile: 'group_vars/prometheus_servers.yml',
    endsUpIn: '--storage.tsdb.retention',
    doc: () => l10n.t('How long Prometheus keeps its data, such as 15d.'),
    source: 'group_vars/prometheus_servers.yml',
  },
  {
    ...prometheus,
    name: 'prometheus_data_dir',
    places: anywhere,
    value: { kind: 'path' },
    default: '{{ deploy_dir }}/prometheus.data.metrics',
    endsUpIn: '--storage.tsdb.path',
    doc: () => l10n.t('Directory that Prometheus keeps its data in.'),
    source: 'roles/prometheus/defaults/main.yml',
  },
  {
    ...prometheus,
    name: 'prometheus_extra_labels',
    places: anywhere,
    value: { kind: 'list' },
    default: "[{'label': 'monitor', 'value': 'prometheus'}]",
    endsUpIn: 'prometheus.yml: external_labels',
    doc: () =>
      l10n.t(
        'Further labels of all metrics: a list of entries with label and value, written as a Python literal.',
      ),
    source: 'roles/prometheus/templates/prometheus.yml.j2',
  },
  logLevel(prometheusLogs, '--log.level', logLevels),
  logDirectory(prometheusLogs, 'run_prometheus.sh'),
  logFile(prometheusLogs, 'log_filename', 'run_prometheus.sh'),
  {
    ...alertmanager,
    name: 'alertmanager_port',
    places: ['host'],
    value: { kind: 'port' },
    default: '9093',
    groupFile: 'group_vars/alertmanager_servers.yml',
    endsUpIn: '--web.listen-address; prometheus.yml: alertmanagers',
    doc: () =>
      l10n.t(
        'Port of Alertmanager. It is part of the name of the service, and Prometheus sends its alerts there.',
      ),
    source: 'group_vars/alertmanager_servers.yml',
  },
  {
    ...alertmanager,
    name: 'alertmanager_data_dir',
    places: anywhere,
    value: { kind: 'path' },
    default: '{{ deploy_dir }}/data.alertmanager',
    endsUpIn: '--storage.path',
    doc: () =>
      l10n.t(
        'Directory that Alertmanager keeps its data in. Where alerts are mailed to is set in conf/alertmanager.yml, not by variables.',
      ),
    source: 'roles/alertmanager/defaults/main.yml',
  },
  logLevel(alertmanagerLogs, '--log.level', logLevels),
  logDirectory(alertmanagerLogs, 'run_alertmanager.sh'),
  logFile(alertmanagerLogs, 'log_filename', 'run_alertmanager.sh'),
];
