import type { ControlMachine } from '../core/ports/controlMachine';
import type { RemoteFiles } from '../core/ports/remoteFiles';
import type { RunStore } from '../core/procedure/run/runStore';
import { ansibleSettings } from './ansibleSettings';
import { createLocalMachine } from './localMachine';
import { createRunStore } from './runStore';
import type { SshMachineParts } from './ssh/sshMachine';
import { SshMachines } from './ssh/sshMachines';
import { systemClock } from './systemClock';

/** A deployment, and what reaches it. */
interface ReachedDeployment {
  readonly machine: ControlMachine;
  readonly store: RunStore;
  /** Absolute directory on the control machine. */
  readonly path: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** The deployments of a window: on this computer, and on machines with one connection each. */
export class Deployments {
  private readonly here = createLocalMachine();
  private readonly machines: SshMachines;

  constructor(parts: SshMachineParts) {
    this.machines = new SshMachines(parts);
  }

  local(path: string): ReachedDeployment {
    const environment = ansibleSettings(process.env);
    return { ...deploymentAt(this.here, path), environment };
  }

  /** The login there brings its own environment: nothing of this computer's is passed on. */
  remote(authority: string, path: string): ReachedDeployment {
    return { ...deploymentAt(this.machines.at(authority), path), environment: {} };
  }

  files(authority: string): RemoteFiles {
    return this.machines.at(authority).files;
  }

  dispose(): void {
    this.machines.dispose();
  }
}

function deploymentAt(
  machine: ControlMachine,
  path: string,
): Omit<ReachedDeployment, 'environment'> {
  return { machine, path, store: createRunStore(machine, path, systemClock) };
}
