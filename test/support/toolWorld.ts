import { once } from 'node:events';
import { appendFileSync, readFileSync } from 'node:fs';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import http from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import path from 'node:path';
import type { Instance } from '../../src/core/cluster/cluster';
import { components } from '../../src/core/cluster/components';
import { allInstances } from '../../src/core/cluster/readCluster';
import { clusterOf } from './clusters';
import { result, started, stats, task } from './plays';
import { type DmState, newWorkerState, type WorkerState } from './toolAnswers';
import { answerDmctl } from './toolDmctl';

/** One call of a program of the deployment. */
export interface ToolCall {
  readonly program: string;
  readonly argv: readonly string[];
  /** File for the events of a play; only what a run has launched has one. */
  readonly events: string;
}

export interface ToolAnswer {
  readonly exitCode: number;
  readonly stdout: string;
}

/** What of a world is the case at a moment. */
export interface Memory {
  readonly workers: readonly (readonly [string, WorkerState])[];
  readonly version: string;
  readonly hasLock: boolean;
  readonly ports: readonly string[];
}

/** Takes a call instead of the world; undefined leaves it to it. */
export type Interference = (call: ToolCall) => Promise<ToolAnswer | undefined>;

/**
 * ansible-playbook, ansible and dmctl as programs that take milliseconds: real processes that real
 * shells start, which ask this process what to print, and instances that really listen. They do at
 * once what the real ones do in a minute: ports open and close, events are written as the callback
 * plugin writes them, dmctl tells what was done.
 */
export class ToolWorld {
  private readonly server: Server;
  private readonly listeners = new Map<string, http.Server>();
  /** Command lines that runs have launched, in order. */
  readonly launched: string[] = [];
  interfere: Interference = () => Promise.resolve(undefined);
  /** Addresses that create_users.yml was not run for. */
  readonly machinesWithoutUser = new Set<string>();
  readonly dm: DmState = { workers: new Map(), version: 'v1.0.7', hasLock: false };

  private constructor(readonly deployment: string) {
    this.server = createServer((socket) => {
      void this.serve(socket);
    });
  }

  /** A deployment with everything up, and a task that runs on each worker. */
  static async create(deployment: string, inventory: string): Promise<ToolWorld> {
    const world = new ToolWorld(deployment);
    try {
      await world.install(inventory);
      for (const instance of world.instances()) await world.up(instance);
    } catch (error) {
      // What is left open would keep the process of the test for ever.
      await world.dispose();
      throw error;
    }
    world.learnWorkers();
    for (const worker of world.dm.workers.values()) worker.tasks.set('orders', 'Running');
    return world;
  }

  /** What a program needs in its environment to be in this world. */
  environment(): Readonly<Record<string, string>> {
    const { port } = this.server.address() as AddressInfo;
    return {
      PATH: `${this.deployment}/tools:${process.env['PATH'] ?? ''}`,
      DM_WORLD: String(port),
    };
  }

  async dispose(): Promise<void> {
    this.server.close();
    for (const key of [...this.listeners.keys()]) await this.closePort(key);
  }

  /** What listens, and what DM-master knows: plain data, to be compared. */
  state(): object {
    const { dm, listeners, machinesWithoutUser } = this;
    return {
      ...dm,
      workers: [...dm.workers].map(([address, worker]) => ({
        ...{ ...worker, address },
        tasks: [...worker.tasks],
      })),
      listening: [...listeners.keys()].sort(),
      machinesWithoutUser: [...machinesWithoutUser],
    };
  }

  /** What can be made otherwise for a while, to be put back by `remember`. */
  memory(): Memory {
    const { dm, listeners } = this;
    const workers = [...dm.workers].map(
      ([address, { tasks, ...rest }]) => [address, { ...rest, tasks: new Map(tasks) }] as const,
    );
    return { workers, version: dm.version, hasLock: dm.hasLock, ports: [...listeners.keys()] };
  }

  async remember({ workers, version, hasLock, ports }: Memory): Promise<void> {
    const { dm } = this;
    dm.workers.clear();
    for (const [address, worker] of workers) dm.workers.set(address, worker);
    Object.assign(dm, { version, hasLock });
    for (const key of [...this.listeners.keys()]) {
      if (!ports.includes(key)) await this.closePort(key);
    }
    for (const key of ports) if (!this.listeners.has(key)) await this.openPort(key);
  }

  /** Somebody starts by hand what does not run. */
  async startAll(): Promise<void> {
    for (const instance of this.instances()) await this.up(instance);
  }

  private inventory(): string {
    return readFileSync(`${this.deployment}/inventory.ini`, 'utf8');
  }

  private instances(): readonly Instance[] {
    return allInstances(clusterOf(this.inventory()));
  }

  private async install(inventory: string): Promise<void> {
    const { deployment } = this;
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    for (const directory of ['tools', 'dmctl', 'resources/bin', 'downloads']) {
      await mkdir(path.join(deployment, directory), { recursive: true });
    }
    for (const program of ['tools/ansible-playbook', 'tools/ansible', 'dmctl/dmctl']) {
      await writeFile(path.join(deployment, program), tool);
      await chmod(path.join(deployment, program), 0o755);
    }
    const binaries = components.flatMap(({ binary }) => binary ?? []);
    for (const name of [...binaries, 'dmctl']) {
      await writeFile(path.join(deployment, 'resources/bin', name), name);
    }
    await writeFile(
      path.join(deployment, 'ansible.cfg'),
      '[defaults]\ninventory = inventory.ini\n',
    );
    await writeFile(
      path.join(deployment, 'hosts.ini'),
      '[servers]\n127.77.0.11\n\n[all:vars]\nusername = tidb\n',
    );
    await writeFile(
      path.join(deployment, 'orders.yaml'),
      'name: orders\nmysql-instances:\n  - source-id: mysql-replica-01\n',
    );
    await writeFile(path.join(deployment, 'inventory.ini'), inventory);
  }

  /** `PROGRAM DIRECTORY EVENTS COUNT ARGUMENT...`, each ended by a zero byte. */
  private async serve(socket: Socket): Promise<void> {
    let text = '';
    for await (const chunk of socket) {
      text += String(chunk);
      const [program = '', , events = '', count = '', ...rest] = text.split('\0');
      if (count === '' || rest.length <= Number(count)) continue;
      const call = { program: path.basename(program), argv: rest.slice(0, Number(count)), events };
      const { exitCode, stdout } = (await this.interfere(call)) ?? (await this.perform(call));
      socket.end(`${exitCode}\n${stdout}`);
      return;
    }
  }

  async perform(call: ToolCall): Promise<ToolAnswer> {
    if (call.events !== '') this.launched.push([call.program, ...call.argv].join(' '));
    switch (call.program) {
      case 'dmctl':
        return { exitCode: 0, stdout: answerDmctl(call.argv, this.dm) };
      case 'ansible-playbook':
        return this.play(call);
      default:
        return this.logIn(call.argv);
    }
  }

  /** `ansible ... -m shell -a whoami`. */
  private logIn(argv: readonly string[]): ToolAnswer {
    const closed = [...this.machinesWithoutUser].find((host) => argv.includes(host));
    return closed === undefined
      ? { exitCode: 0, stdout: 'tidb\n' }
      : { exitCode: 4, stdout: `${closed} | UNREACHABLE! => Permission denied (publickey)\n` };
  }

  private async play({ argv, events }: ToolCall): Promise<ToolAnswer> {
    if (argv.includes('--version')) {
      const config = `${this.deployment}/ansible.cfg`;
      return { exitCode: 0, stdout: `ansible-playbook 2.14.18\n  config file = ${config}\n` };
    }
    const playbook = argv.find((word) => word.endsWith('.yml')) ?? '';
    const tag = argv.find((word) => word.startsWith('--tags='))?.slice('--tags='.length);
    const limit = argv[argv.indexOf('-l') + 1];
    const limits = argv.includes('-l') ? (limit?.split(',') ?? []) : undefined;
    const chosen = this.instances().filter(
      ({ component, alias }) =>
        (tag === undefined || component === tag) && (limits?.includes(alias) ?? true),
    );
    const isElsewhere = playbook === 'local_prepare.yml' || tag === 'dmctl';
    const aliases = new Set(chosen.map(({ alias }) => alias));
    const hosts = isElsewhere
      ? ['localhost']
      : argv.includes('hosts.ini')
        ? (limits ?? ['127.0.0.1'])
        : [...aliases, ...(tag === undefined && limits === undefined ? ['localhost'] : [])];
    if (argv.includes('--list-hosts')) return { exitCode: 0, stdout: preview(tag, hosts) };
    if (playbook === 'create_users.yml') {
      for (const host of hosts) this.machinesWithoutUser.delete(host);
    }
    await this.change(playbook, chosen, tag);
    const play = [started, { ev: 'play', play: playbook }, task('1')];
    const end = [stats(Object.fromEntries(hosts.map((host) => [host, {}]))), { ev: 'exit' }];
    const all = [...play, ...hosts.map((host) => result('ok', host, '1')), ...end];
    appendFileSync(events, all.map((event) => `${JSON.stringify(event)}\n`).join(''));
    return { exitCode: 0, stdout: `PLAY [${playbook}]\n` };
  }

  private async change(
    playbook: string,
    instances: readonly Instance[],
    tag: string | undefined,
  ): Promise<void> {
    const isRolling = playbook === 'rolling_update.yml';
    for (const instance of instances) {
      if (playbook === 'stop.yml' || isRolling) await this.down(instance);
      if (playbook === 'start.yml' || isRolling) await this.up(instance);
    }
    if (isRolling) {
      this.dm.version = /^dm_version *= *(\S+)/m.exec(this.inventory())?.[1] ?? this.dm.version;
      if (tag === undefined || tag === 'dm-master') this.learnWorkers();
    }
    if (playbook === 'start.yml' && tag === 'dm-master') this.learnWorkers();
  }

  /** DM-master reads its workers when it starts. */
  private learnWorkers(): void {
    const addresses = this.instances()
      .filter(({ component }) => component === 'dm-worker')
      .map(keyOf);
    for (const address of this.dm.workers.keys()) {
      if (!addresses.includes(address)) this.dm.workers.delete(address);
    }
    for (const address of addresses) {
      if (!this.dm.workers.has(address)) {
        this.dm.workers.set(address, newWorkerState());
      }
    }
  }

  private async up(instance: Instance): Promise<void> {
    const key = keyOf(instance);
    if (this.listeners.has(key)) return;
    await this.openPort(key);
    const worker = this.dm.workers.get(key);
    if (worker !== undefined) worker.relay = 'Running';
  }

  private down(instance: Instance): Promise<void> {
    return this.closePort(keyOf(instance));
  }

  /** `HOST:PORT` listens, for whatever reason. */
  async openPort(key: string): Promise<void> {
    const [host, port] = key.split(':');
    const server = http.createServer((_request, response) => {
      response.end(`Release Version: ${this.dm.version}\nGit Branch: stand-in\n`);
    });
    server.listen(Number(port), host);
    await once(server, 'listening');
    this.listeners.set(key, server);
  }

  async closePort(key: string): Promise<void> {
    const server = this.listeners.get(key);
    if (server === undefined) return;
    this.listeners.delete(key);
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  }
}

const keyOf = ({ host, port }: Instance): string => `${host.value}:${port.value ?? ''}`;

/** As `--list-hosts --list-tags` prints one play. */
const preview = (tag: string | undefined, hosts: readonly string[]): string =>
  [
    '\nplaybook: a.yml\n',
    `  play #1 (all): all\tTAGS: []`,
    `    pattern: ['all']`,
    `    hosts (${hosts.length}):`,
    ...hosts.map((host) => `      ${host}`),
    `      TASK TAGS: [${tag ?? ''}]\n`,
  ].join('\n');

/** bash, for its /dev/tcp: it starts in a millisecond or two. */
const tool = `#!/bin/bash
exec 3<>"/dev/tcp/127.0.0.1/$DM_WORLD" || exit 70
printf '%s\\0' "$0" "$PWD" "\${DM_CLUSTER_EVENTS-}" "$#" "$@" >&3
IFS= read -r status <&3
cat <&3
exit "$status"
`;

/** Its addresses are no other test's. */
export const toolInventory = `[dm_master_servers]
dm_master ansible_host=127.77.0.10

[dm_worker_servers]
dm_worker1 ansible_host=127.77.0.11 server_id=101 source_id="mysql-replica-01" mysql_host=127.77.1.1 mysql_user=root mysql_password='' mysql_port=3306

# the second one
dm_worker2 ansible_host=127.77.0.12 server_id=102 source_id="mysql-replica-02" mysql_host=127.77.1.2 mysql_user=root mysql_password='' mysql_port=3306

[dm_portal_servers]
dm_portal ansible_host=127.77.0.10

[prometheus_servers]
prometheus ansible_host=127.77.0.10

[grafana_servers]
grafana ansible_host=127.77.0.10

[alertmanager_servers]
alertmanager ansible_host=127.77.0.10

[dm_worker_servers:vars]
enable_gtid = true

[all:vars]
cluster_name = test-cluster
ansible_user = tidb
dm_version = v1.0.7
deploy_dir = /home/tidb/deploy
`;
