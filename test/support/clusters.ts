import assert from 'node:assert/strict';
import type { Cluster } from '../../src/core/cluster/cluster';
import { readCluster } from '../../src/core/cluster/readCluster';
import { parseInventory } from '../../src/core/inventory/parseInventory';
import { parseVariableFile } from '../../src/core/inventory/parseVariableFile';
import {
  noVariableFiles,
  selectVariableFiles,
  type VariableFiles,
} from '../../src/core/inventory/variableFiles';

/** The cluster of an inventory that has one. */
export function clusterOf(text: string, files: VariableFiles = noVariableFiles): Cluster {
  const cluster = readCluster(parseInventory(text), files);
  assert.ok(cluster, 'the inventory holds a group of DM');
  return cluster;
}

/** Files of `group_vars/` and `host_vars/` by path, read as the product reads them. */
export function variableFiles(files: Readonly<Record<string, string>>): Promise<VariableFiles> {
  return selectVariableFiles(Object.keys(files), (path) =>
    Promise.resolve(parseVariableFile(path, files[path] ?? '')),
  );
}

/** A complete cluster: two workers, a master, the monitors. Its addresses are loopback's. */
export const sample = `[dm_master_servers]
dm_master ansible_host=127.0.0.1

[dm_worker_servers]
dm_worker1 ansible_host=127.0.0.2 source_id="mysql-replica-01" mysql_host=127.0.1.1
dm_worker2 ansible_host=127.0.0.3 source_id="mysql-replica-02" mysql_host=127.0.1.2 dm_worker_port=8263

[dm_portal_servers]
dm_portal ansible_host=127.0.0.1

[prometheus_servers]
prometheus ansible_host=127.0.0.1

[grafana_servers]
grafana ansible_host=127.0.0.1

[alertmanager_servers]
alertmanager ansible_host=127.0.0.1

[all:vars]
cluster_name = test-cluster
ansible_user = tidb
dm_version = v1.0.7
deploy_dir = /home/tidb/deploy
mysql_password = ''
`;

/** A valid cluster of as many workers as asked for, `w0001` and so on. */
export function workers(count: number): string {
  const lines = Array.from({ length: count }, (_, index) => {
    const name = `w${String(index + 1).padStart(5, '0')}`;
    return `${name} ansible_host=127.0.${Math.floor(index / 250)}.${(index % 250) + 1} source_id="${name}"`;
  });
  return `[dm_worker_servers]\n${lines.join('\n')}\n`;
}
