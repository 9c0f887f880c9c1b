import type { PlaybookInvocation } from '../ansible/playbook';
import type { ComponentId } from '../cluster/components';

/** A service as it is probed: from the control machine, by TCP. */
export interface Endpoint {
  readonly alias: string;
  readonly component: ComponentId;
  readonly host: string;
  /** undefined when the inventory holds no usable port: it can't be probed. */
  readonly port: number | undefined;
}

/**
 * One step of a plan. `id` is written by hand, stable, and names the step's directory in the run.
 */
export type Step =
  | {
      readonly kind: 'playbook';
      readonly id: string;
      readonly title: string;
      readonly invocation: PlaybookInvocation;
      /** Aliases that the step is for: the verdict wants each of them in the play's stats. */
      readonly hosts: readonly string[];
    }
  | {
      readonly kind: 'verify';
      readonly id: string;
      readonly title: string;
      readonly expected: 'open' | 'closed';
      readonly endpoints: readonly Endpoint[];
    };

export type StepOutcome = 'succeeded' | 'failed' | 'cancelled' | 'skipped' | 'unknown';
