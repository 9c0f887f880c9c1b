import type { RunLook } from './runView';

/** The runs of a deployment as plain data; the view only turns them into its own items. */
export interface RunNode {
  /** Unique in its deployment and stable, so that what is open stays open. */
  readonly id: string;
  readonly kind: 'run' | 'step' | 'host' | 'instruction' | 'item';
  readonly label: string;
  readonly description: string;
  readonly look: RunLook | HostLook;
  /** What menus ask for: what can be done with it as it stands. */
  readonly words: readonly string[];
  readonly tooltip: string;
  /** Shown as it is: command lines, differences, what Ansible says. */
  readonly verbatim: readonly string[];
  /** Id of its run. */
  readonly run: string;
  /** Of a step, and of what is below it. */
  readonly step?: string;
  /** Of an open item. */
  readonly item?: string;
  /** Whether it is shown open at first. */
  readonly isOpen: boolean;
  readonly children: readonly RunNode[];
}

export type HostLook =
  | 'host-ok'
  | 'host-changed'
  | 'host-skipped'
  | 'host-failed'
  | 'host-unreachable'
  | 'host-not-reached'
  | 'instruction'
  | 'item-open'
  | 'item-settled';

/** How times are written for the operator who reads them. */
export type TimeWriter = (at: number) => string;
