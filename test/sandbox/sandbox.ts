import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { claimOctet } from './control/addresses';
import { addressOf, createDeployment, machinesOf, type Shape } from './control/deployment';
import { addFleet, fleetMachines, fleetUnit, isOfFleet } from './control/fleet';
import { type Sandbox, sandboxOf } from './control/handle';
import { readInstances } from './control/instances';
import { type Layout, layoutOf, sourceDirectory, stateDirectory } from './control/layout';
import { createMachine, execute, type Machine, powerOn } from './control/machine';
import { missingRequirement } from './control/requirements';
import { runOrThrow } from './control/run';
import { loadSnapshot, saveSnapshot, snapshotDirectory } from './control/snapshot';
import { endControlProcesses, sweepAbandoned, tearDown } from './control/tearDown';
import { until } from './control/until';

export type { Sandbox };

export interface SandboxOptions {
  /** Distinguishes concurrent sandboxes; one that exists under this name is replaced. */
  readonly name?: string;
  /** How many dm-workers. Default 2. */
  readonly workers?: number;
  /** How many of them share a machine, on ports and in directories of their own. Default 1. */
  readonly workersPerMachine?: number;
  /**
   * Further dm-workers `dm_fleetN` for measurements at 200: 50 share a machine and a process. Ansible reaches
   * each, but has not deployed them, and none has a unit of its own. Default 0; needs `started`.
   */
  readonly fleet?: number;
  /** Further machines, which know only root and its password: what create_users.yml meets. Default 0. */
  readonly spareMachines?: number;
  /** deploy.yml has run. */
  readonly deployed?: boolean;
  /** All services run; implies `deployed`. */
  readonly started?: boolean;
  /** Outlives this process (the command line). */
  readonly isKept?: boolean;
  /** The folder test/sandbox; default DM_SANDBOX_ROOT, else found. */
  readonly root?: string;
  /** Where sandboxes live; default DM_SANDBOX_STATE, else below the temporary directory. */
  readonly state?: string;
}

let count = 0;

/** Brings a sandbox up. Throws with one sentence when this computer lacks something it needs. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const missing = await missingRequirement();
  if (missing !== undefined) {
    throw new Error(missing);
  }
  const source = sourceDirectory(options.root);
  const state = stateDirectory(options.state);
  const name = options.name ?? `${process.pid}-${++count}`;
  await sweepAbandoned(state);
  const layout = layoutOf(path.join(state, name));
  await tearDown(layout.directory);
  try {
    return await create(source, state, layout, options);
  } catch (error) {
    await tearDown(layout.directory);
    throw error;
  }
}

async function create(
  source: string,
  state: string,
  layout: Layout,
  options: SandboxOptions,
): Promise<Sandbox> {
  const { workers = 2, workersPerMachine = 1, spareMachines = 0, fleet = 0 } = options;
  const shape: Shape = { workers, perMachine: workersPerMachine };
  const used = machinesOf(shape);
  const all = used + spareMachines + fleetMachines(fleet);
  await mkdir(layout.directory, { recursive: true, mode: 0o700 });
  if (options.isKept !== true) {
    await writeFile(layout.owner, String(process.pid));
  }
  const octet = await claimOctet(layout.directory);
  await writeFile(path.join(layout.directory, 'octet'), String(octet));
  const key = await createKey(layout);
  const rootPassword = randomBytes(12).toString('hex');
  const machines = Array.from({ length: all }, (_, index): Machine => {
    const name = `machine${index + 1}`;
    const directory = path.join(layout.machines, name);
    return { name, address: addressOf(octet, index + 1), directory };
  });
  await createDeployment(source, layout, octet, shape, spareMachines);
  await Promise.all(
    machines.map((machine, index) =>
      createMachine(
        machine,
        rootPassword,
        index < used || index >= used + spareMachines ? key : undefined,
      ),
    ),
  );
  const isDeployed = options.deployed === true || options.started === true;
  const deployed = machines.slice(0, used);
  const snapshot = snapshotDirectory(state, source, `${workers} workers, ${workersPerMachine}`);
  const isLoaded = isDeployed && (await loadSnapshot(snapshot, layout, deployed, octet));
  await Promise.all(machines.map((machine) => powerOn(machine, source)));
  const sandbox = sandboxOf(layout, source, machines, rootPassword);
  if (isDeployed && !isLoaded) {
    await runOrThrow(['ansible-playbook', 'deploy.yml'], { cwd: layout.deployment });
    // as after a snapshot: no connection is open that a test's own run would take over
    endControlProcesses(layout.directory);
    await saveSnapshot(snapshot, layout, deployed, octet);
  }
  if (options.started === true) {
    const [master, ...rest] = machines;
    if (fleet > 0 && master !== undefined) {
      await startFleet(layout, master, rest.slice(used - 1 + spareMachines), fleet);
    }
    await startServices(sandbox, layout);
  }
  return sandbox;
}

/** An existing sandbox, as another process left it (the command line). */
export async function openSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const layout = layoutOf(path.join(stateDirectory(options.state), options.name ?? 'default'));
  const octet = Number(await readFile(path.join(layout.directory, 'octet'), 'utf8'));
  const machines: Machine[] = [];
  for (let index = 1; index < 255; index++) {
    const directory = path.join(layout.machines, `machine${index}`);
    const password = await readFile(path.join(directory, 'root_password'), 'utf8').catch(() => '');
    if (password === '') {
      break;
    }
    machines.push({ name: `machine${index}`, address: addressOf(octet, index), directory });
  }
  const first = path.join(layout.machines, 'machine1', 'root_password');
  const password = await readFile(first, 'utf8');
  return sandboxOf(layout, sourceDirectory(options.root), machines, password);
}

async function createKey(layout: Layout): Promise<string> {
  await mkdir(layout.ssh, { recursive: true });
  await mkdir(layout.controlSockets, { recursive: true });
  const key = path.join(layout.ssh, 'id_ed25519');
  await runOrThrow(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-C', 'sandbox', '-f', key]);
  return (await readFile(`${key}.pub`, 'utf8')).trim();
}

async function startFleet(
  layout: Layout,
  master: Machine,
  machines: readonly Machine[],
  size: number,
): Promise<void> {
  const binary = path.join(layout.deployment, 'resources', 'bin', 'dm-worker');
  await addFleet(layout.inventory, binary, master, machines, size);
  await Promise.all(machines.map((machine) => execute(machine, ['systemctl', 'start', fleetUnit])));
}

/** What start.yml does to the units, without Ansible's overhead. */
async function startServices(sandbox: Sandbox, layout: Layout): Promise<void> {
  const instances = [...(await readInstances(layout.inventory)).values()];
  await Promise.all(
    instances.map(async ({ alias, unit }) => {
      if (!isOfFleet(alias)) {
        const { status, stderr } = await sandbox.exec(alias, ['systemctl', 'start', unit]);
        if (status !== 0) {
          throw new Error(`${unit} did not start: ${stderr}`);
        }
      }
      await until(`${alias} listens`, () => sandbox.isListening(alias));
    }),
  );
}
