import * as l10n from '@vscode/l10n';
import { anywhere, type KnownVariable } from './knownVariable';
import { dmLogLevels, logDirectory, logFile, logLevel, outputFiles } from './logVariables';

/** `source_id` may have at most this many bytes: dm/worker/config.go, verify (code 40006). */
export const longestSourceId = 32;

const template = 'roles/dm-worker/templates/dm-worker.toml.j2';
const worker = { components: ['dm-worker'], places: ['host'], since: '1.0.0' } as const;
/** group_vars/dm_worker_servers.yml sets these, so only a host line can change them. */
const ofGroupFile = {
  ...worker,
  required: 'no',
  groupFile: 'group_vars/dm_worker_servers.yml',
} as const;
const logs = {
  component: 'dm-worker',
  prefix: 'dm_worker',
  source: 'roles/dm-worker/defaults/main.yml',
} as const;

export const workerVariables: readonly KnownVariable[] = [
  {
    ...worker,
    name: 'source_id',
    value: { kind: 'text', mostBytes: longestSourceId },
    required: 'always',
    endsUpIn: 'dm-worker.toml: source-id',
    doc: () =>
      l10n.t(
        'Names the MySQL instance or replication group in task files: text of at most 32 bytes, different for each DM-worker, not to be changed later. Digits alone are a number to Ansible and stop the playbooks.',
      ),
    source: `${template}; dm/worker/config.go`,
  },
  {
    ...worker,
    name: 'server_id',
    value: { kind: 'integer', min: 0, max: 4294967295 },
    required: { before: '1.0.3' },
    endsUpIn: 'dm-worker.toml: server-id',
    doc: () =>
      l10n.t(
        'Id under which DM-worker reads the binlog. It must differ from every server of the upstream replication group; without it, or with 0, DM-worker takes a free one near 429496729 at every start.',
      ),
    source: `${template}; dm/worker/config.go`,
  },
  {
    ...worker,
    name: 'mysql_host',
    value: { kind: 'address' },
    required: 'always',
    endsUpIn: 'dm-worker.toml: [from] host',
    doc: () =>
      l10n.t(
        'Address of the upstream MySQL or MariaDB, as the DM-worker reaches it: 127.0.0.1 is the machine of the DM-worker.',
      ),
    source: template,
  },
  {
    ...ofGroupFile,
    name: 'mysql_port',
    value: { kind: 'port' },
    default: '3306',
    endsUpIn: 'dm-worker.toml: [from] port',
    doc: () =>
      l10n.t(
        'Port of the upstream. Anything but a number makes the configuration file unreadable.',
      ),
    source: template,
  },
  {
    ...ofGroupFile,
    name: 'mysql_user',
    value: { kind: 'text' },
    default: 'root',
    endsUpIn: 'dm-worker.toml: [from] user',
    doc: () =>
      l10n.t(
        'User of the upstream. It needs RELOAD, SELECT, REPLICATION SLAVE and REPLICATION CLIENT.',
      ),
    source: template,
  },
  {
    ...worker,
    name: 'mysql_password',
    places: anywhere,
    value: { kind: 'password' },
    required: 'always',
    isSecret: true,
    endsUpIn: 'dm-worker.toml: [from] password',
    doc: () =>
      l10n.t(
        'Password of the upstream user, encrypted with dmctl -encrypt; plain text works since v1.0.6 only. Encrypt it: a plain # or \\ on a host line silently changes what is read.',
      ),
    source: `${template}; pkg/utils/encrypt.go`,
  },
  {
    ...ofGroupFile,
    name: 'enable_gtid',
    value: { kind: 'booleanText' },
    default: 'false',
    endsUpIn: 'dm-worker.toml: enable-gtid',
    doc: () =>
      l10n.t(
        'Whether relay logs are pulled by GTID, which switching to another upstream master needs. Exactly true or false: True or yes make the configuration file unreadable.',
      ),
    source: `${template}; relay/relay.go`,
  },
  {
    ...ofGroupFile,
    name: 'relay_binlog_name',
    value: { kind: 'binlogName' },
    default: '',
    endsUpIn: 'dm-worker.toml: relay-binlog-name',
    doc: () =>
      l10n.t(
        'Binlog file to begin with, such as mysql-bin.000001. Read only while there is no valid relay log yet and enable_gtid is false.',
      ),
    source: `${template}; pkg/binlog/filename.go`,
  },
  {
    ...ofGroupFile,
    name: 'relay_binlog_gtid',
    value: { kind: 'gtid' },
    default: '',
    endsUpIn: 'dm-worker.toml: relay-binlog-gtid',
    doc: () =>
      l10n.t(
        'GTID set to begin with. Read only while there is no valid relay log yet and enable_gtid is true, but one that is malformed always stops DM-worker.',
      ),
    source: `${template}; pkg/gtid/gtid.go`,
  },
  {
    ...ofGroupFile,
    name: 'flavor',
    value: { kind: 'word', words: ['mysql', 'mariadb'] },
    default: 'mysql',
    endsUpIn: 'dm-worker.toml: flavor',
    doc: () =>
      l10n.t(
        'Kind of the upstream: mysql or mariadb. MariaDB must be named; it is detected only where the value is set to nothing on the host line.',
      ),
    source: `${template}; dm/worker/config.go`,
  },
  {
    ...ofGroupFile,
    name: 'dm_worker_port',
    value: { kind: 'port' },
    default: '8262',
    endsUpIn: '--worker-addr; dm-worker-PORT.service',
    doc: () =>
      l10n.t(
        'Port of the DM-worker, different for each on one machine. It is part of the name of the service: stop the DM-worker before changing it, or the old service stays behind.',
      ),
    source: 'roles/dm-worker/templates/run_dm-worker.sh.j2',
  },
  {
    ...worker,
    name: 'dm_worker_relay_dir',
    places: anywhere,
    value: { kind: 'path' },
    default: '{{ deploy_dir }}/relay_log',
    required: 'no',
    endsUpIn: '--relay-dir',
    doc: () =>
      l10n.t(
        'Directory of the relay logs, one for each DM-worker: set for a group, DM-workers of one machine would share it.',
      ),
    source: 'roles/dm-worker/templates/run_dm-worker.sh.j2',
  },
  logLevel(logs, '-L', dmLogLevels),
  logDirectory(logs, '--log-file'),
  logFile(logs, 'log_file', '--log-file'),
  ...outputFiles(logs, 'run_dm-worker.sh'),
];
