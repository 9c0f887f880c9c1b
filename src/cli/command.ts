import type { RandomBytes } from '../core/cluster/encryptPassword';
import type { Clock } from '../core/ports/clock';
import type { ControlMachine } from '../core/ports/controlMachine';
import type { RunStore } from '../core/procedure/run/runStore';
import type { InventorySource } from './inventorySource';
import type { Person } from './person';

/** What a command has of the world. */
export interface CommandContext {
  /** Of this program. */
  readonly version: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Standard output. */
  readonly write: (text: string) => void;
  /** Standard error. */
  readonly complain: (text: string) => void;
  /** Throws ExpectedError where there is no such file. */
  readonly readInventory: (file: string) => Promise<InventorySource>;
  /** This computer. */
  readonly machine: ControlMachine;
  readonly clock: Clock;
  /** The runs of the deployment in an absolute directory of this computer. */
  readonly openRuns: (deployment: string) => RunStore;
  /** What of the environment changes what Ansible does. */
  readonly ansibleEnvironment: Readonly<Record<string, string>>;
  readonly randomBytes: RandomBytes;
  /** undefined when standard input is no terminal: nobody can be asked. */
  readonly person: Person | undefined;
  /** All of standard input. */
  readonly readInput: () => Promise<string>;
  /** Calls it at each Ctrl-C, which then ends the program no more; returns what stops that. */
  readonly onInterrupt: (listener: () => void) => () => void;
  /** The JSON of a translation. */
  readonly readTranslation: (language: string) => string;
}

/** `dm-cluster NAME ...`. */
export interface Command {
  /** What it does, in one line. */
  readonly summary: () => string;
  readonly help: () => string;
  /** Takes what follows its name; gives the exit status. Throws UsageError. */
  readonly run: (argv: readonly string[], context: CommandContext) => Promise<number>;
}

/** The command line itself is wrong. Caught in `runCommandLine` only. */
export class UsageError extends Error {}
