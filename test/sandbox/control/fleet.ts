import { appendFile } from 'node:fs/promises';
import { cipherOf123456 } from './deployment';
import { execute, type Machine } from './machine';
import { runOrThrow } from './run';

/** The unit of the process that plays the dm-workers of a fleet on one machine. */
export const fleetUnit = 'dm-fleet.service';
const fleetPerMachine = 50;

const prefix = 'dm_fleet';
const firstPort = 20001;
const home = '/home/tidb/fleet';

interface Member {
  readonly alias: string;
  readonly port: number;
  readonly directory: string;
  readonly sourceId: string;
  readonly number: number;
}

export function isOfFleet(alias: string): boolean {
  return alias.startsWith(prefix);
}

/** The machines that a fleet of so many needs. */
export function fleetMachines(size: number): number {
  return Math.ceil(size / fleetPerMachine);
}

/**
 * Adds a fleet to a deployed cluster that has not started: `size` workers dm_fleet1, ... with an inventory line,
 * a port, a deploy directory and relay log each, that a single process a machine plays. Deploying and running
 * 200 by Ansible would take half an hour.
 */
export async function addFleet(
  inventory: string,
  binary: string,
  master: Machine,
  machines: readonly Machine[],
  size: number,
): Promise<void> {
  const lines: string[] = [];
  let known = '';
  for (const [index, machine] of machines.entries()) {
    const count = Math.min(fleetPerMachine, size - index * fleetPerMachine);
    const members = Array.from({ length: count }, (_, at) => member(index * fleetPerMachine + at));
    await install(machine, binary, members);
    for (const { alias, port, directory, sourceId, number } of members) {
      lines.push(
        `${alias} ansible_host=${machine.address} dm_worker_port=${port} deploy_dir=${directory} server_id=${
          1000 + number
        } source_id="${sourceId}" mysql_host=127.0.0.1 mysql_port=${23305 + number} mysql_user=root mysql_password='${cipherOf123456}'`,
      );
      known += `\n[[deploy]]\nsource-id = "${sourceId}"\ndm-worker = "${machine.address}:${port}"\n`;
    }
  }
  await appendFile(
    inventory,
    `\n# a fleet: one process a machine\n[dm_worker_servers]\n${lines.join('\n')}\n`,
  );
  const file = '/home/tidb/deploy/conf/dm-master.toml';
  await execute(master, ['tee', '-a', file], known);
}

function member(index: number): Member {
  const number = index + 1;
  const three = String(number).padStart(3, '0');
  return {
    alias: `${prefix}${number}`,
    port: firstPort + (index % fleetPerMachine),
    directory: `${home}/${three}`,
    sourceId: `mysql-fleet-${three}`,
    number,
  };
}

async function install(
  machine: Machine,
  binary: string,
  members: readonly Member[],
): Promise<void> {
  const entries = members.map((each) => ({
    port: each.port,
    directory: each.directory,
    config: `source-id = "${each.sourceId}"\nserver-id = ${1000 + each.number}\nflavor = "mysql"\n\n[from]\nhost = "127.0.0.1"\nuser = "root"\npassword = "${cipherOf123456}"\nport = ${23305 + each.number}\n`,
  }));
  const unit = `[Unit]\nDescription=dm-workers of a fleet\n\n[Service]\nUser=tidb\nExecStart=${home}/dm-worker fleet ${home}/fleet.json\nRestart=always\nRestartSec=15s\n`;
  await installFile(machine, `${home}/fleet.json`, JSON.stringify(entries));
  await installFile(machine, `/etc/systemd/system/${fleetUnit}`, unit);
  const source = await runOrThrow(['base64', binary]);
  await shell(
    machine,
    `base64 -d > ${home}/dm-worker && chmod 755 ${home}/dm-worker && chown -R tidb: ${home}`,
    source,
  );
}

async function installFile(machine: Machine, file: string, text: string): Promise<void> {
  await shell(machine, `mkdir -p "$(dirname ${file})" && cat > ${file}`, text);
}

async function shell(machine: Machine, script: string, input: string): Promise<void> {
  const { status, stderr } = await execute(machine, ['sh', '-ec', script], input);
  if (status !== 0) {
    throw new Error(`${machine.name}: ${stderr}`);
  }
}
