import type { Cluster } from '../cluster/cluster';
import type { ClusterStatus } from '../status/clusterStatus';

/** What is known when a parameter is asked for: what was given before it is in `parameters`. */
export interface ParameterInput {
  readonly cluster: Cluster;
  /** By id, defaults filled in. */
  readonly parameters: Readonly<Record<string, string>>;
  /** What was found running; undefined when it was not read. */
  readonly status: ClusterStatus | undefined;
  /** hosts.ini beside the inventory; undefined when there is none. */
  readonly hostsText: string | undefined;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/**
 * `choices` is a comma list of choices. A `secret` is asked hidden and never shown or journaled; its
 * value is what will be written, so a password is encrypted by whoever asks for it. `file` is a path
 * on the control machine.
 */
export type ParameterKind =
  | 'text'
  | 'host'
  | 'port'
  | 'choice'
  | 'choices'
  | 'boolean'
  | 'secret'
  | 'gtid'
  | 'file';

/**
 * One thing that a procedure is made concrete with, as data: the wizard asks for it, the command
 * line takes it as `-p ID=VALUE`. All values are texts. `label` and `help` are functions because
 * the language is known only after the modules are loaded.
 */
export interface Parameter {
  /** Stable: journals, the command line and tests use it. */
  readonly id: string;
  readonly kind: ParameterKind;
  readonly label: () => string;
  /** One sentence below the input box and in the help of the command line. */
  readonly help: () => string;
  readonly isRequired: boolean;
  readonly default?: (input: ParameterInput) => string | undefined;
  /** Why a value that is not empty can't be taken, one sentence; beside what the kind asks for. */
  readonly validate?: (value: string, input: ParameterInput) => string | undefined;
  /** Whether the wizard asks for it; without it, it does. Given, it is taken all the same. */
  readonly isAsked?: (input: ParameterInput) => boolean;
  readonly choices?: (input: ParameterInput) => readonly Choice[];
}
