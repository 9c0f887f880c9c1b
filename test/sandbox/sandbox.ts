import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { claimOctet, isListening } from './control/addresses';
import { addressOf, createDeployment } from './control/deployment';
import { type Instance, readInstances } from './control/instances';
import { type Layout, layoutOf, sourceDirectory, stateDirectory } from './control/layout';
import {
  createMachine,
  execute,
  initProcess,
  type Machine,
  powerOff,
  powerOn,
  signalAll,
} from './control/machine';
import { missingRequirement } from './control/requirements';
import { type Finished, type RunOptions, run, runOrThrow } from './control/run';
import { loadSnapshot, saveSnapshot, snapshotDirectory } from './control/snapshot';
import { sweepAbandoned, tearDown } from './control/tearDown';
import { until } from './control/until';

export interface SandboxOptions {
  /** Distinguishes concurrent sandboxes; one that exists under this name is replaced. */
  readonly name?: string;
  /** How many dm-workers, each on a machine of its own. Default 2. */
  readonly workers?: number;
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

/** A stand-in DM deployment, its control machine being this computer. Instances go by their alias. */
export interface Sandbox {
  /** `dm-ansible`, absolute */
  readonly directory: string;
  readonly inventory: string;
  readonly hosts: readonly Machine[];
  readonly rootPassword: string;
  readonly privateKey: string;
  /** What a run needs in its environment: nothing, all is in the deployment's ansible.cfg. */
  readonly environment: Readonly<Record<string, string>>;
  /** The process of an instance's unit, as numbered inside its machine; undefined when it doesn't run. */
  processId(alias: string): Promise<number | undefined>;
  isListening(alias: string): Promise<boolean>;
  /** The machine stops answering, in the middle of whatever it does. */
  freeze(alias: string): Promise<void>;
  thaw(alias: string): Promise<void>;
  /** The machine is gone (connection refused); its disk stays. */
  powerOff(alias: string): Promise<void>;
  /** No service starts by itself: DM-Ansible's units are disabled. */
  powerOn(alias: string): Promise<void>;
  /** What the instance does wrong from its next start on (deployment/downloads/service.py). */
  fault(alias: string, fault: Readonly<Record<string, unknown>>): Promise<void>;
  clearFault(alias: string): Promise<void>;
  /** Runs a program as root on the machine of an alias, or of an address. */
  exec(alias: string, argv: readonly string[], input?: string): Promise<Finished>;
  /** Runs a program (ansible-playbook) in the deployment. */
  ansible(argv: readonly string[], options?: RunOptions): Promise<Finished>;
  dispose(): Promise<void>;
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
  const { workers = 2, spareMachines = 0 } = options;
  await mkdir(layout.directory, { recursive: true, mode: 0o700 });
  if (options.isKept !== true) {
    await writeFile(layout.owner, String(process.pid));
  }
  const octet = await claimOctet(layout.directory);
  await writeFile(path.join(layout.directory, 'octet'), String(octet));
  const key = await createKey(layout);
  const rootPassword = randomBytes(12).toString('hex');
  const machines = Array.from({ length: 1 + workers + spareMachines }, (_, index): Machine => {
    const name = `machine${index + 1}`;
    const directory = path.join(layout.machines, name);
    return { name, address: addressOf(octet, index + 1), directory };
  });
  await createDeployment(source, layout, octet, workers, spareMachines);
  await Promise.all(
    machines.map((machine, index) =>
      createMachine(machine, rootPassword, index <= workers ? key : undefined),
    ),
  );
  const isDeployed = options.deployed === true || options.started === true;
  const deployed = machines.slice(0, 1 + workers);
  const snapshot = snapshotDirectory(state, source, `${workers} workers`);
  const isLoaded = isDeployed && (await loadSnapshot(snapshot, layout, deployed, octet));
  await Promise.all(machines.map((machine) => powerOn(machine, source)));
  const sandbox = sandboxOf(layout, source, machines, rootPassword);
  if (isDeployed && !isLoaded) {
    await runOrThrow(['ansible-playbook', 'deploy.yml'], { cwd: layout.deployment });
    await saveSnapshot(snapshot, layout, deployed, octet);
  }
  if (options.started === true) {
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

function sandboxOf(
  layout: Layout,
  source: string,
  machines: readonly Machine[],
  rootPassword: string,
): Sandbox {
  // an instance stays known after its line was commented out: its process may still run
  const known = new Map<string, Instance>();
  const instanceOf = async (alias: string): Promise<Instance> => {
    for (const [name, instance] of await readInstances(layout.inventory)) {
      known.set(name, instance);
    }
    const instance = known.get(alias);
    if (instance === undefined) {
      throw new Error(`${alias} is not in ${layout.inventory}.`);
    }
    return instance;
  };
  const machineOf = async (alias: string): Promise<Machine> => {
    const direct = machines.find(({ name, address }) => name === alias || address === alias);
    const address = direct?.address ?? (await instanceOf(alias)).address;
    const machine = machines.find((candidate) => candidate.address === address);
    if (machine === undefined) {
      throw new Error(`The sandbox has no machine at ${address}.`);
    }
    return machine;
  };
  const faultFile = async (alias: string) =>
    `/run/dm-sandbox/faults/${(await instanceOf(alias)).unit}.json`;
  const exec = async (alias: string, argv: readonly string[], input?: string) =>
    execute(await machineOf(alias), argv, input);
  return {
    directory: layout.deployment,
    inventory: layout.inventory,
    hosts: machines,
    rootPassword,
    privateKey: path.join(layout.ssh, 'id_ed25519'),
    environment: {},
    exec,
    processId: async (alias) => {
      const { unit } = await instanceOf(alias);
      if (initProcess(await machineOf(alias)) === undefined) {
        return undefined;
      }
      const { stdout } = await exec(alias, ['systemctl', 'show', '-p', 'MainPID', '--value', unit]);
      return Number(stdout) || undefined;
    },
    isListening: async (alias) => {
      const { address, port } = await instanceOf(alias);
      return isListening(address, port);
    },
    freeze: async (alias) => {
      signalAll(await machineOf(alias), 'SIGSTOP');
    },
    thaw: async (alias) => {
      signalAll(await machineOf(alias), 'SIGCONT');
    },
    powerOff: async (alias) => powerOff(await machineOf(alias)),
    powerOn: async (alias) => powerOn(await machineOf(alias), source),
    fault: async (alias, fault) => {
      await exec(alias, ['tee', await faultFile(alias)], JSON.stringify(fault));
    },
    clearFault: async (alias) => {
      await exec(alias, ['rm', '-f', await faultFile(alias)]);
    },
    ansible: (argv, options = {}) => run(argv, { cwd: layout.deployment, ...options }),
    dispose: () => tearDown(layout.directory),
  };
}

async function createKey(layout: Layout): Promise<string> {
  await mkdir(layout.ssh, { recursive: true });
  await mkdir(layout.controlSockets, { recursive: true });
  const key = path.join(layout.ssh, 'id_ed25519');
  await runOrThrow(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-C', 'sandbox', '-f', key]);
  return (await readFile(`${key}.pub`, 'utf8')).trim();
}

/** What start.yml does to the units, without Ansible's overhead. */
async function startServices(sandbox: Sandbox, layout: Layout): Promise<void> {
  const instances = [...(await readInstances(layout.inventory)).values()];
  await Promise.all(
    instances.map(async ({ alias, unit }) => {
      const { status, stderr } = await sandbox.exec(alias, ['systemctl', 'start', unit]);
      if (status !== 0) {
        throw new Error(`${unit} did not start: ${stderr}`);
      }
      await until(`${alias} listens`, () => sandbox.isListening(alias));
    }),
  );
}
