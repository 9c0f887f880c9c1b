import type { Span } from '../text/textEdit';
import type { Line } from './line';
import type { Value } from './value';

/** One `key=value` as the inventory holds it: typed as Ansible types it, and where it stands. */
export interface Variable {
  readonly name: string;
  readonly value: Value;
  /** The text that Ansible typed: after shlex on a host line, stripped on a `:vars` line. */
  readonly text: string;
  readonly nameSpan: Span;
  /** The raw value as written, its quotes included. */
  readonly valueSpan: Span;
  /** Zero-based index into `Inventory.lines`. */
  readonly line: number;
}

/** A line that names a host; a range such as `w[1:3]` is one mention for each of its hosts. */
export interface Mention {
  readonly group: string;
  readonly line: number;
  /** The host pattern as written. */
  readonly span: Span;
}

/** One host object, by its inventory name (the alias); Ansible merges all lines that name it. */
export interface Host {
  readonly name: string;
  readonly mentions: readonly Mention[];
  /** Variables of the host's lines, the last assignment of each name. */
  readonly variables: ReadonlyMap<string, Variable>;
  /** `alias:22` sets `ansible_port` when the host is first mentioned. */
  readonly port: number | undefined;
}

export interface Group {
  readonly name: string;
  /** The headers `[name]`, `[name:vars]` and `[name:children]`, in file order. */
  readonly headers: readonly Header[];
  /** Direct hosts in the order of first mention. */
  readonly hosts: readonly string[];
  /** Direct children in the order of mention. */
  readonly children: readonly string[];
  readonly variables: ReadonlyMap<string, Variable>;
  /** `ansible_group_priority`, 1 when not set. */
  readonly priority: number;
  /** Longest path from `all`, which is 0. */
  readonly depth: number;
}

export interface Header {
  readonly kind: 'hosts' | 'vars' | 'children';
  readonly line: number;
  readonly span: Span;
}

/** Why Ansible refuses the file; it names one error a run. */
export interface InventoryError {
  /** Ansible's own words, without `FILE:N: `. */
  readonly message: string;
  /** The line that Ansible names, one-based; undefined where it names none. */
  readonly ansibleLine: number | undefined;
  /** Zero-based index of the offending line, also where Ansible names none. */
  readonly line: number;
  readonly span: Span;
  /** When it is found: while reading a line, after the last line, or when the result is printed. */
  readonly stage: 'parse' | 'final' | 'output';
}

/**
 * What an inventory text means to Ansible. `error` set means that Ansible refuses the file; then
 * groups and hosts hold what was read before the error, which Ansible would go on to use (it only
 * warns), and which nothing here may run on.
 */
export interface Inventory {
  readonly text: string;
  readonly lines: readonly Line[];
  readonly error: InventoryError | undefined;
  readonly warnings: readonly string[];
  /** By name, in order of creation; `all` and `ungrouped` are always there. */
  readonly groups: ReadonlyMap<string, Group>;
  /** By inventory name, in order of first mention. */
  readonly hosts: ReadonlyMap<string, Host>;
}
