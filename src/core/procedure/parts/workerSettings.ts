import * as l10n from '@vscode/l10n';
import type { Cluster } from '../../cluster/cluster';
import { settingOf } from '../../cluster/settingOf';
import { longestSourceId } from '../../cluster/variables/workerVariables';
import type { Parameter, ParameterInput } from '../parameter';
import { nextFreeName, nextFreeNumber } from './nextFree';
import { instancesOf } from './play';

const greatestServerId = 4_294_967_295;
const workers = (cluster: Cluster) => instancesOf(cluster, 'dm-worker');
const lastWorker = ({ cluster }: ParameterInput) => workers(cluster).at(-1);
const ofLast = (input: ParameterInput, name: string): string | undefined => {
  const last = lastWorker(input);
  return last === undefined ? undefined : settingOf(input.cluster, last.alias, name);
};
/** The worker that has the value. */
const owner = (value: string, { cluster }: ParameterInput, name: string): string | undefined =>
  workers(cluster).find(({ alias }) => settingOf(cluster, alias, name) === value)?.alias;
const neighbours = ({ cluster, parameters }: ParameterInput) =>
  workers(cluster).filter(({ host }) => host.value === parameters['host']);
const isCrowded = (input: ParameterInput): boolean => neighbours(input).length > 0;

/** What a host line can't hold, or what Ansible would read as a template. */
function unwritable(value: string): string | undefined {
  return /[\r\n]|\{[{%#]/.test(value)
    ? l10n.t('A line break or a template such as {0} can not stand here.', '{{ x }}')
    : undefined;
}

const text = { kind: 'text', isRequired: false, validate: unwritable } as const;

/** The variables of a new DM-worker's line, in the order of the manual's lines. */
export const workerSettings: readonly Parameter[] = [
  {
    id: 'source_id',
    kind: 'text',
    label: () => l10n.t('source_id of the upstream'),
    help: () =>
      l10n.t('Names the upstream in task files: at most 32 bytes, no other DM-worker has it.'),
    isRequired: true,
    validate: (value, input) => {
      if (new TextEncoder().encode(value).length > longestSourceId) {
        return l10n.t('A source_id has at most {0} bytes.', longestSourceId);
      }
      const other = owner(value, input, 'source_id');
      return other === undefined
        ? unwritable(value)
        : l10n.t('{0} has this source_id already.', other);
    },
  },
  {
    id: 'mysql_host',
    kind: 'host',
    label: () => l10n.t('Upstream host'),
    help: () => l10n.t('The address of the MySQL or MariaDB, as the machine reaches it.'),
    isRequired: true,
  },
  {
    id: 'mysql_port',
    kind: 'port',
    label: () => l10n.t('Upstream port'),
    help: () => l10n.t('The port of the MySQL or MariaDB.'),
    isRequired: false,
    default: () => '3306',
  },
  {
    ...text,
    id: 'mysql_user',
    label: () => l10n.t('Upstream user'),
    help: () => l10n.t('It needs RELOAD, SELECT, REPLICATION SLAVE and REPLICATION CLIENT.'),
    default: () => 'root',
  },
  {
    id: 'mysql_password',
    kind: 'secret',
    label: () => l10n.t('Password of the upstream user'),
    help: () => l10n.t('It is written encrypted; leave it empty where there is none.'),
    isRequired: false,
    validate: unwritable,
  },
  {
    ...text,
    id: 'server_id',
    label: () => l10n.t('server_id of the DM-worker'),
    help: () =>
      l10n.t(
        'The number under which it reads the binlog: no server of the upstream and no other DM-worker has it.',
      ),
    default: (input) => {
      const taken = workers(input.cluster).flatMap(({ alias }) => {
        const id = settingOf(input.cluster, alias, 'server_id') ?? '';
        return /^[1-9]\d*$/.test(id) ? [Number(id)] : [];
      });
      return String(taken.length === 0 ? 101 : nextFreeNumber(taken, greatestServerId));
    },
    validate: (value, input) => {
      if (!/^[1-9]\d{0,9}$/.test(value) || Number(value) > greatestServerId) {
        return l10n.t('A server_id is a number from 1 to {0}.', greatestServerId);
      }
      const other = owner(value, input, 'server_id');
      return other === undefined ? undefined : l10n.t('{0} has this server_id already.', other);
    },
  },
  {
    id: 'dm_worker_port',
    kind: 'port',
    label: () => l10n.t('Port of the DM-worker'),
    help: () => l10n.t('Two DM-workers on one machine need two ports.'),
    isRequired: false,
    isAsked: isCrowded,
    default: (input) => {
      const taken = portsOn(input);
      return isCrowded(input)
        ? nextFreeName('8261', (port) => taken.some(([known]) => known === port))
        : undefined;
    },
    validate: (value, input) => {
      const other = portsOn(input).find(([port]) => port === value);
      return other === undefined
        ? undefined
        : l10n.t('{0} has the port {1} on this machine already.', other[1], value);
    },
  },
  {
    ...text,
    id: 'deploy_dir',
    label: () => l10n.t('Directory on the machine'),
    help: () => l10n.t('Two DM-workers on one machine need two directories.'),
    isAsked: isCrowded,
    default: (input) => {
      const directory = isCrowded(input) ? neighbours(input).at(-1)?.deployDir?.value : undefined;
      return directory?.replace(/[^/]*\/*$/, input.parameters['instance'] ?? '');
    },
    validate: (value, input) => {
      if (!value.startsWith('/')) return l10n.t('A directory begins with /.');
      const other = neighbours(input).find(({ deployDir }) => deployDir?.value === value);
      return other === undefined
        ? unwritable(value)
        : l10n.t('{0} is in this directory of the machine already.', other.alias);
    },
  },
  {
    id: 'enable_gtid',
    kind: 'boolean',
    label: () => l10n.t('Pull by GTID'),
    help: () => l10n.t('Switching the upstream primary needs it; the upstream has to have GTIDs.'),
    isRequired: false,
    default: (input) => (ofLast(input, 'enable_gtid') === 'true' ? 'true' : 'false'),
  },
  {
    id: 'flavor',
    kind: 'choice',
    label: () => l10n.t('Kind of the upstream'),
    help: () => l10n.t('MySQL or MariaDB.'),
    isRequired: false,
    default: (input) => (ofLast(input, 'flavor') === 'mariadb' ? 'mariadb' : 'mysql'),
    choices: () => [
      { value: 'mysql', label: 'MySQL' },
      { value: 'mariadb', label: 'MariaDB' },
    ],
  },
  {
    ...text,
    id: 'relay_binlog_name',
    label: () => l10n.t('Binlog file to begin with'),
    help: () => l10n.t('mysql-bin.000012, for example; without it, the oldest of the upstream.'),
    isAsked: ({ parameters }) => parameters['enable_gtid'] !== 'true',
  },
  {
    id: 'relay_binlog_gtid',
    kind: 'gtid',
    label: () => l10n.t('GTID set to begin with'),
    help: () => l10n.t('Without it, the oldest binlog of the upstream.'),
    isRequired: false,
    isAsked: ({ parameters }) => parameters['enable_gtid'] === 'true',
  },
];

/** Ports that are taken on the machine, with whose they are. */
function portsOn({ cluster, parameters }: ParameterInput): readonly (readonly [string, string])[] {
  return cluster.components
    .flatMap(({ instances }) => instances)
    .filter(({ host }) => host.value === parameters['host'])
    .map(({ port, alias }) => [String(port.value ?? ''), alias]);
}
