import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Layout, sshPort } from './layout';
import { runOrThrow } from './run';

const dmVersion = 'v1.0.7';
export const cipherOf123456 = 'VjX8cEeTX+qcvZ3bPaO4h0C80pe/1aU=';

/** How many dm-workers, and how many of them share a machine. */
export interface Shape {
  readonly workers: number;
  readonly perMachine: number;
}

/** Machines of a shape: dm-master's and the workers'. */
export function machinesOf({ workers, perMachine }: Shape): number {
  return 1 + Math.ceil(workers / perMachine);
}

/** Writes a sandbox's `dm-ansible/`: the playbooks, the binaries and an inventory. */
export async function createDeployment(
  source: string,
  layout: Layout,
  octet: number,
  shape: Shape,
  spareMachines: number,
): Promise<void> {
  const { deployment } = layout;
  const file = (name: string) => path.join(deployment, name);
  await cp(path.join(source, 'deployment'), deployment, { recursive: true });
  await cp(path.join(source, 'mirror'), layout.mirror, { recursive: true });
  for (const name of ['log', 'resources/bin']) {
    await mkdir(file(name), { recursive: true });
  }
  const settings = await readFile(file('ansible.cfg'), 'utf8');
  await writeFile(file('ansible.cfg'), settings.replaceAll('@SANDBOX@', layout.directory));
  await writeFile(layout.inventory, inventoryText(octet, shape.workers, shape.perMachine));
  await writeFile(file('hosts.ini'), hostsText(layout, octet, machinesOf(shape) + spareMachines));
  await runOrThrow([path.join(layout.mirror, 'prepare'), dmVersion, file('resources/bin')]);
}

/** The address of the nth machine: 1 has dm-master and the monitoring, 2 the first worker. */
export function addressOf(octet: number, machine: number): string {
  return `127.0.${octet}.${machine}`;
}

/** An inventory as the documentation's sample writes it. */
export function inventoryText(octet: number, workers: number, perMachine = 1): string {
  const first = addressOf(octet, 1);
  const lines = Array.from({ length: workers }, (_, index) =>
    workerLine(octet, index + 1, perMachine),
  );
  return `## DM modules
[dm_master_servers]
dm_master ansible_host=${first}

# one dm-worker for each upstream MySQL or MariaDB
[dm_worker_servers]
${lines.join('\n\n')}

# ${workerLine(octet, workers + 1, perMachine)}

[dm_portal_servers]
# dm_portal ansible_host=${first}

## Monitoring modules
[prometheus_servers]
prometheus ansible_host=${first}

[grafana_servers]
grafana ansible_host=${first}

[alertmanager_servers]
alertmanager ansible_host=${first}

## Global variables
[all:vars]
cluster_name = test-cluster

# the user that create_users.yml made
ansible_user = tidb
ansible_port=${sshPort}

dm_version = ${dmVersion}

deploy_dir = /home/tidb/deploy

grafana_admin_user = "admin"
grafana_admin_password = "admin"
`;
}

function workerLine(octet: number, worker: number, perMachine: number): string {
  const two = String(worker).padStart(2, '0');
  const machine = 2 + Math.floor((worker - 1) / perMachine);
  const place = (worker - 1) % perMachine;
  return [
    `dm_worker${worker} ansible_host=${addressOf(octet, machine)}`,
    // beside another one of the machine: a port and a directory of its own
    ...(place === 0
      ? []
      : [`dm_worker_port=${8262 + place} deploy_dir=/home/tidb/deploy${place + 1}`]),
    `server_id=${100 + worker} source_id="mysql-replica-${two}"`,
    `mysql_host=127.0.0.1 mysql_user=root`,
    `mysql_password='${cipherOf123456}' mysql_port=${3305 + worker}`,
  ].join(' ');
}

function hostsText(layout: Layout, octet: number, machines: number): string {
  const addresses = Array.from({ length: machines }, (_, index) => addressOf(octet, index + 1));
  return `[servers]
${addresses.join('\n')}

[all:vars]
username = tidb
ansible_port = ${sshPort}
# the control machine's key; /home/tidb/.ssh/id_rsa.pub where DM-Ansible is at home
public_key_file = ${path.join(layout.ssh, 'id_ed25519.pub')}
`;
}
