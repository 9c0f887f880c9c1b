import type { Span } from '../text/textEdit';
import type { Line } from './line';
import type { Units } from './units';
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
  /**
   * Whether the line's variables go to a group: Ansible looks for a group of the host's name first
   * (SPEC 9).
   */
  readonly setsGroup: boolean;
}

/** One host object, by its inventory name (the alias); Ansible merges all lines that name it. */
export interface Host {
  readonly name: string;
  readonly mentions: readonly Mention[];
  /** Its mention where it has one only, as nearly all hosts have. */
  readonly only: Mention | undefined;
  /** Variables of the host's lines, the last assignment of each name; made at the first reading. */
  readonly variables: ReadonlyMap<string, Variable>;
  /** `alias:22` sets `ansible_port` when the host is first mentioned. */
  readonly port: bigint | undefined;
  /**
   * All its groups but `all`, ancestors included, in the order in which their variables apply: by
   * depth, priority and name, the last one winning (SPEC 10). Hosts of the same groups share it.
   */
  readonly groups: readonly Group[];
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
  /** `ansible_group_priority`, 1 when not set; Python's integers have no bound. */
  readonly priority: bigint;
  /** Longest path from `all`, which is 0. */
  readonly depth: number;
}

export interface Header {
  readonly kind: 'hosts' | 'vars' | 'children';
  readonly line: number;
  /** From the opening to the closing bracket. */
  readonly span: Span;
}

/** Why Ansible refuses the file, of which it names one error a run; or why nobody could read it. */
export interface InventoryError {
  /** Ansible's own words, without `FILE:N: `; of one that was not read a sentence. */
  readonly message: string;
  /** The line that Ansible names, one-based; undefined where it names none. */
  readonly ansibleLine: number | undefined;
  /** Zero-based index of the offending line, also where Ansible names none. */
  readonly line: number;
  readonly span: Span;
  /**
   * When it is found: before the first line, while reading one, after the last, or when the result
   * is printed.
   */
  readonly stage: 'read' | 'parse' | 'final' | 'output';
}

/**
 * Where the words of all host lines stand, as plain numbers: an inventory of 10,000 workers has
 * 80,000 assignments, and objects for all of them would cost more than the rest of the parser.
 * `hostVariables.ts` reads it.
 */
export interface HostWords {
  readonly text: string;
  /** Those of `text`, at the same offsets. */
  readonly units: Units;
  /** For each word its start, its first `=` (-1 if none) and its end; a line's first is the host. */
  readonly offsets: Int32Array;
  /** For each line where its words begin in `offsets`; one more entry for the end. */
  readonly firstOfLine: readonly number[];
  /** Whether any name reads other than it is written, as in `"a b"=1`. */
  readonly hasQuotedNames: boolean;
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
  /** Those that are named more than once, in the same order. */
  readonly repeatedHosts: readonly Host[];
  readonly hostWords: HostWords;
}
