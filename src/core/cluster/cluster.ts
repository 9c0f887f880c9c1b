import type { Origin } from '../inventory/effectiveVariables';
import type { Inventory } from '../inventory/inventory';
import type { VariableFiles } from '../inventory/variableFiles';
import type { Span } from '../text/textEdit';
import type { Component, ComponentId } from './components';

/** Where a value in force came from; `default` is DM-Ansible's own. */
export type Source = Origin | { readonly kind: 'default' } | { readonly kind: 'alias' };

/** A value and where it was set. */
export interface Sourced<T> {
  readonly value: T;
  readonly source: Source;
}

/** One service of the cluster: a host line in the group of a component. */
export interface Instance {
  /** Inventory name of the host; together with the component it identifies the instance. */
  readonly alias: string;
  readonly component: ComponentId;
  /** Address that Ansible connects to and that the service is reached at (`ansible_host`). */
  readonly host: Sourced<string>;
  /** undefined when what is written is not a port number. */
  readonly port: Sourced<number | undefined>;
  readonly deployDir: Sourced<string> | undefined;
  /** systemd unit, `dm-worker-8262.service`; undefined while the port is unknown. */
  readonly unit: string | undefined;
  /** The host pattern on the line that puts it into the component's group. */
  readonly span: Span;
}

export interface ComponentInstances {
  readonly component: Component;
  readonly instances: readonly Instance[];
}

/** What an inventory says of a DM cluster, before anything asks the machines. */
export interface Cluster {
  readonly inventory: Inventory;
  /** `group_vars/` and `host_vars/` beside it. */
  readonly files: VariableFiles;
  /** `cluster_name`, or undefined where the inventory has none. */
  readonly name: string | undefined;
  /** `dm_version` as written, for example `v1.0.7`. */
  readonly version: string | undefined;
  /** Components whose group the inventory declares, in the order of the table. */
  readonly components: readonly ComponentInstances[];
}
