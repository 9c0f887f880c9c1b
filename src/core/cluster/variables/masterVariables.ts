import * as l10n from '@vscode/l10n';
import { anywhere, type KnownVariable } from './knownVariable';
import { dmLogLevels, logDirectory, logFile, logLevel, outputFiles } from './logVariables';

const masterLogs = {
  component: 'dm-master',
  prefix: 'dm_master',
  source: 'roles/dm-master/defaults/main.yml',
} as const;
const portalLogs = {
  component: 'dm-portal',
  prefix: 'dm_portal',
  source: 'roles/dm-portal/templates/run_dm-portal.sh.j2',
} as const;

/** Variables of DM-master and of DM-portal. */
export const masterVariables: readonly KnownVariable[] = [
  {
    name: 'dm_master_port',
    components: ['dm-master'],
    places: ['host'],
    value: { kind: 'port' },
    default: '8261',
    required: 'no',
    groupFile: 'group_vars/dm_master_servers.yml',
    since: '1.0.0',
    endsUpIn: '--master-addr; dmctl.toml: master-addr; dm-master-PORT.service',
    doc: () =>
      l10n.t(
        'Port of the DM-master. It is part of the name of the service, and dmctl has to be updated after a change: rolling_update.yml --tags=dmctl.',
      ),
    source: 'roles/dmctl/templates/dmctl.toml.j2',
  },
  logLevel(masterLogs, '-L', dmLogLevels),
  logDirectory(masterLogs, '--log-file'),
  logFile(masterLogs, 'log_file', '--log-file'),
  ...outputFiles(masterLogs, 'run_dm-master.sh'),
  {
    name: 'dm_portal_port',
    components: ['dm-portal'],
    places: ['host'],
    value: { kind: 'port' },
    default: '8280',
    required: 'no',
    groupFile: 'group_vars/dm_portal_servers.yml',
    since: '1.0.0',
    endsUpIn: '--port; dm-portal-PORT.service',
    doc: () => l10n.t('Port of the web page of DM-portal. It is part of the name of the service.'),
    source: 'roles/dm-portal/defaults/main.yml',
  },
  {
    name: 'dm_portal_task_file_path',
    components: ['dm-portal'],
    places: anywhere,
    value: { kind: 'path' },
    default: '/tmp',
    required: 'no',
    since: '1.0.0',
    endsUpIn: '-task-file-path',
    doc: () =>
      l10n.t(
        'Directory that DM-portal keeps generated task files in. The default may be emptied when the machine starts.',
      ),
    source: 'roles/dm-portal/defaults/main.yml',
  },
  logDirectory(portalLogs, 'run_dm-portal.sh'),
  ...outputFiles(portalLogs, 'run_dm-portal.sh'),
];
