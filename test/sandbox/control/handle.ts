import path from 'node:path';
import { isListening } from './addresses';
import { dmOf, type StandInDm } from './dm';
import type { Fault } from './faults';
import { fleetUnit } from './fleet';
import { type Instance, readInstances } from './instances';
import type { Layout } from './layout';
import { execute, initProcess, type Machine, powerOff, powerOn, signalAll } from './machine';
import { type Finished, type RunOptions, run } from './run';
import { tearDown } from './tearDown';
import { until } from './until';

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
  /** Stops an instance's unit, without Ansible. */
  stop(alias: string): Promise<void>;
  /** Starts or restarts it, and waits until it listens. */
  restart(alias: string): Promise<void>;
  /** What the instance does wrong: from its next start, its next request, or now on. Replaces the last one. */
  fault(alias: string, fault: Fault): Promise<void>;
  clearFault(alias: string): Promise<void>;
  /** Tasks, upstreams, locks, dmctl. */
  readonly dm: StandInDm;
  /** Runs a program as root on the machine of an alias, or of an address. */
  exec(alias: string, argv: readonly string[], input?: string): Promise<Finished>;
  /** Runs a program (ansible-playbook) in the deployment. */
  ansible(argv: readonly string[], options?: RunOptions): Promise<Finished>;
  dispose(): Promise<void>;
}

/** The handle on a sandbox whose files and machines exist. */
export function sandboxOf(
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
  const unitProcess = async (alias: string, unit: string): Promise<number | undefined> => {
    const { stdout } = await exec(alias, ['systemctl', 'show', '-p', 'MainPID', '--value', unit]);
    return Number(stdout) || undefined;
  };
  const setFault = async (alias: string, fault: Fault): Promise<void> => {
    await exec(alias, ['tee', await faultFile(alias)], JSON.stringify(fault));
    const { address, port, unit } = await instanceOf(alias);
    const pid = (await unitProcess(alias, unit)) ?? (await unitProcess(alias, fleetUnit));
    const isRefusing = fault.refuse === true;
    if (pid !== undefined && (isRefusing || fault.refuse === false)) {
      await exec(alias, ['kill', '-HUP', String(pid)]);
      const isDone = async () => (await isListening(address, port)) !== isRefusing;
      await until(`${alias} ${isRefusing ? 'refuses' : 'accepts'} connections`, isDone);
    }
  };
  const systemctl = async (alias: string, verb: string): Promise<void> => {
    const { unit } = await instanceOf(alias);
    const { status, stderr } = await exec(alias, ['systemctl', verb, unit]);
    if (status !== 0) {
      throw new Error(`systemctl ${verb} ${unit}: ${stderr}`);
    }
  };
  const isUp = async (alias: string): Promise<boolean> => {
    const { address, port } = await instanceOf(alias);
    return isListening(address, port);
  };
  const stop = (alias: string) => systemctl(alias, 'stop');
  const restart = async (alias: string) => {
    await systemctl(alias, 'restart');
    await until(`${alias} listens`, () => isUp(alias));
  };
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
      return unitProcess(alias, unit);
    },
    isListening: isUp,
    freeze: async (alias) => {
      signalAll(await machineOf(alias), 'SIGSTOP');
    },
    thaw: async (alias) => {
      signalAll(await machineOf(alias), 'SIGCONT');
    },
    powerOff: async (alias) => powerOff(await machineOf(alias)),
    powerOn: async (alias) => powerOn(await machineOf(alias), source),
    stop,
    restart,
    fault: setFault,
    clearFault: async (alias) => {
      const { stdout } = await exec(alias, ['cat', await faultFile(alias)]);
      if (stdout.includes('"refuse":true')) {
        await setFault(alias, { refuse: false });
      }
      await exec(alias, ['rm', '-f', await faultFile(alias)]);
    },
    dm: dmOf({
      deployment: layout.deployment,
      instance: instanceOf,
      instances: async () => [...(await readInstances(layout.inventory)).values()],
      stop,
      restart,
      refuse: (alias, isRefused) => setFault(alias, { refuse: isRefused }),
      isListening: isUp,
    }),
    ansible: (argv, options = {}) => run(argv, { cwd: layout.deployment, ...options }),
    dispose: () => tearDown(layout.directory),
  };
}
