import type { Cluster } from '../../cluster/cluster';
import { componentById } from '../../cluster/components';
import { settingOf } from '../../cluster/settingOf';
import { addHostLike } from '../../inventory/edits/addHostLike';
import { addHostLine } from '../../inventory/edits/addHostLine';
import { typeValue } from '../../inventory/parseValue';
import type { Value } from '../../inventory/value';
import type { TextEdit } from '../../text/textEdit';
import type { ParameterInput } from '../parameter';
import { editedCluster } from './editedInventory';
import { instancesOf } from './play';

const { group } = componentById('dm-worker');

/** Variables of the line, in the order of the manual's lines, and the parameter of each. */
const variables = [
  ['source_id', 'source_id'],
  ['ansible_host', 'host'],
  ['server_id', 'server_id'],
  ['mysql_host', 'mysql_host'],
  ['mysql_user', 'mysql_user'],
  ['mysql_password', 'mysql_password'],
  ['mysql_port', 'mysql_port'],
  ['dm_worker_port', 'dm_worker_port'],
  ['deploy_dir', 'deploy_dir'],
  ['enable_gtid', 'enable_gtid'],
  ['flavor', 'flavor'],
  ['relay_binlog_name', 'relay_binlog_name'],
  ['relay_binlog_gtid', 'relay_binlog_gtid'],
] as const;
/** What Ansible may type as it likes; all else has to stay text. */
const untyped: ReadonlySet<string> = new Set(['server_id', 'mysql_port', 'dm_worker_port']);

/** The edits that add the DM-worker which the parameters describe, in the style of the last one. */
export function newWorkerLine({ cluster, parameters }: ParameterInput): readonly TextEdit[] {
  const alias = parameters['instance'] ?? '';
  const bare = editedCluster(cluster, addHostLine(cluster.inventory, group, alias));
  const model = modelLine(cluster);
  const values = new Map<string, Value>();
  for (const [name, id] of variables) {
    const inForce = settingOf(bare, alias, name);
    const value = parameters[id] ?? (name === 'mysql_password' ? passwordOf(inForce) : undefined);
    // What holds anyway is written only where the neighbours write it too.
    if (value === undefined || (value === inForce && model?.has(name) !== true)) continue;
    values.set(name, untyped.has(name) ? typeValue(value) : { kind: 'string', value });
  }
  return addHostLike(cluster.inventory, group, alias, values);
}

/** DM-Ansible's template fails without one. */
const passwordOf = (inForce: string | undefined): string | undefined =>
  inForce === undefined ? '' : undefined;

function modelLine({ inventory, ...cluster }: Cluster) {
  const last = instancesOf({ ...cluster, inventory }, 'dm-worker').at(-1);
  return last && inventory.hosts.get(last.alias)?.variables;
}
