import type { ComponentId } from '../components';

/** Where in an inventory a variable can be set: a host line, `[group:vars]`, `[all:vars]`. */
export type VariablePlace = 'host' | 'group' | 'all';

/** What a value must be to do what is meant; Ansible itself takes any text. */
export type ValueKind =
  | { readonly kind: 'text'; readonly mostBytes?: number }
  | { readonly kind: 'integer'; readonly min: number; readonly max: number }
  | { readonly kind: 'word'; readonly words: readonly string[] }
  /** `true` or `false` in lower case and as text: `True` would be Python's, and no TOML. */
  | { readonly kind: 'booleanText' }
  /** Anything that Ansible takes for yes or no. */
  | { readonly kind: 'boolean' }
  /** `vX.Y.Z` or `latest`. */
  | { readonly kind: 'version' }
  /** A number with a unit: `15d`. */
  | { readonly kind: 'duration' }
  /** A path on the machine; `fileName` is one without a directory. */
  | { readonly kind: 'path' | 'fileName' }
  | { readonly kind: 'port' | 'address' | 'login' | 'password' }
  /** A GTID set of the upstream's flavor, a binlog file `base.NNNNNN`. */
  | { readonly kind: 'gtid' | 'binlogName' }
  /** A Python literal. */
  | { readonly kind: 'list' };

/** One row of the table: what DM-Ansible 1.0 does with a variable of the inventory. */
export interface KnownVariable {
  readonly name: string;
  /** Whose machines it is for; `hosts.ini` is the other inventory, of create_users.yml alone. */
  readonly components: readonly ComponentId[] | 'all' | 'hosts.ini';
  /** Where setting it does what is meant; empty when only `-e` on the command line does. */
  readonly places: readonly VariablePlace[];
  readonly value: ValueKind;
  /** What is in force without it: a text, or a template of Ansible's such as `{{ deploy_dir }}/log`. */
  readonly default?: string;
  /** Whether deployment fails without it, or failed with DM-Ansible before that version. */
  readonly required: 'always' | 'no' | { readonly before: string };
  /**
   * File of DM-Ansible that sets it for a group. It stands beside the playbooks, so it beats
   * `[group:vars]` and `[all:vars]`: there the variable is silently ignored.
   */
  readonly groupFile?: string;
  /** Never to be shown, logged or stored. */
  readonly isSecret?: true;
  /** First version of DM-Ansible that has it. */
  readonly since: string;
  /** Key of a configuration file, flag of a service, or what else it becomes. */
  readonly endsUpIn: string;
  /** One or two sentences for people, with what most often goes wrong. */
  readonly doc: () => string;
  /** File of DM-Ansible, of DM or of Ansible that the row was read from. */
  readonly source: string;
}

/** Most variables are of no group file and can be set anywhere. */
export const anywhere: readonly VariablePlace[] = ['host', 'group', 'all'];
