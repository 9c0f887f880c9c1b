import { readFile } from 'node:fs/promises';

/** An instance as the tests address it: by its alias in inventory.ini. */
export interface Instance {
  readonly alias: string;
  readonly address: string;
  readonly port: number;
  readonly unit: string;
}

// group: component, port variable, default port (group_vars)
const groups: Readonly<Record<string, readonly [string, string, number]>> = {
  dm_master_servers: ['dm-master', 'dm_master_port', 8261],
  dm_worker_servers: ['dm-worker', 'dm_worker_port', 8262],
  dm_portal_servers: ['dm-portal', 'dm_portal_port', 8280],
  prometheus_servers: ['prometheus', 'prometheus_port', 9090],
  grafana_servers: ['grafana', 'grafana_port', 3000],
  alertmanager_servers: ['alertmanager', 'alertmanager_port', 9093],
};

/**
 * The instances of a sandbox's inventory. A deliberately simple reading, of plain host lines alone: what
 * the product reads with its own parser is checked against this, not with itself.
 */
export async function readInstances(inventory: string): Promise<Map<string, Instance>> {
  const instances = new Map<string, Instance>();
  let section = '';
  for (const line of (await readFile(inventory, 'utf8')).split('\n')) {
    section = /^\[(.+)\]/.exec(line)?.[1] ?? section;
    const group = groups[section];
    const alias = /^[^\s#;[][^\s]*/.exec(line)?.[0];
    if (group !== undefined && alias !== undefined) {
      const [component, variable, otherwise] = group;
      const port = Number(valueOf(line, variable) ?? otherwise);
      const address = valueOf(line, 'ansible_host') ?? alias;
      instances.set(alias, { alias, address, port, unit: `${component}-${port}.service` });
    }
  }
  return instances;
}

function valueOf(line: string, variable: string): string | undefined {
  return new RegExp(`\\s${variable}=(\\S+)`).exec(line)?.[1];
}
