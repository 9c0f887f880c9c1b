/** A complete and valid inventory of DM-Ansible 1.0 with many workers, about 220 bytes for each. */
export function largeInventory(workers: number): string {
  return [
    '[dm_master_servers]',
    'dm_master ansible_host=10.0.0.1',
    '',
    '[dm_worker_servers]',
    ...Array.from({ length: workers }, (_, index) => workerLine(index)),
    '',
    '[prometheus_servers]',
    'prometheus ansible_host=10.0.0.1',
    '',
    '[grafana_servers]',
    'grafana ansible_host=10.0.0.1',
    '',
    '[alertmanager_servers]',
    'alertmanager ansible_host=10.0.0.1',
    '',
    '[all:vars]',
    'cluster_name = test-cluster',
    'ansible_user = tidb',
    'dm_version = v1.0.7',
    'deploy_dir = /home/tidb/deploy',
    '',
  ].join('\n');
}

/** Instances beside the workers. */
export const otherInstances = 4;

function workerLine(index: number): string {
  const address = `10.${1 + (index >> 16)}.${(index >> 8) & 255}.${index & 255}`;
  return (
    `dm_worker${index} ansible_host=${address} source_id="mysql-replica-${index}" ` +
    `server_id=${101 + index} mysql_host=${address} mysql_user=root ` +
    `mysql_password='VjX8cEeTX+qcvZ3bPaO4h0C80pe/1aU=' mysql_port=3306 ` +
    `deploy_dir=/data${index % 10}/deploy dm_worker_port=${8262 + (index % 10)}`
  );
}
