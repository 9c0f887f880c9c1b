import type { PlaybookInvocation } from '../ansible/playbook';
import type { DmctlCommand } from '../dmctl/command';
import type { Condition } from './condition';

interface StepFrame {
  /** Written by hand, stable, `[a-z0-9-]`; names the step's directory in the run. */
  readonly id: string;
  readonly title: string;
}

/** One step of a plan: plain data without secrets, for it is written into the journal. */
export type Step = StepFrame &
  (
    | {
        readonly kind: 'playbook';
        readonly invocation: PlaybookInvocation;
        /** Aliases that the step is for: the verdict wants each of them in the play's stats. */
        readonly hosts: readonly string[];
      }
    /** Judged by dmctl's answer: it exits 0 when it failed. */
    | { readonly kind: 'dmctl'; readonly command: DmctlCommand }
    /** Judged by its exit status. */
    | {
        readonly kind: 'shell';
        readonly argv: readonly string[];
      }
    /** Looks until it is so; `deadline` in milliseconds, a minute without one. */
    | { readonly kind: 'verify'; readonly condition: Condition; readonly deadline?: number }
  );

export type StepKind = Step['kind'];
export type StepOf<K extends StepKind> = Extract<Step, { readonly kind: K }>;

export type StepOutcome = 'succeeded' | 'failed' | 'cancelled' | 'skipped' | 'unknown';
