import type { PlaybookInvocation } from '../ansible/playbook';
import type { DmctlCommand } from '../dmctl/command';
import type { Condition } from './condition';
import type { ParameterKind } from './parameter';

interface StepFrame {
  /** Written by hand, stable, `[a-z0-9-]`; names the step's directory in the run. */
  readonly id: string;
  /** What it does, in the imperative. */
  readonly title: string;
  /** Left out when this holds as the step's turn comes. */
  readonly skipWhen?: SkipWhen;
  /**
   * It takes back what an earlier step did: left out where that was `isNeedless`, for then the run did
   * nothing there; `reason` is the sentence that says so.
   */
  readonly takesBack?: { readonly step: string; readonly reason: string };
  /** The operator can't leave it out: going on without it would do harm. */
  readonly isEssential?: true;
}

interface SkipWhen {
  readonly condition: Condition;
  /** The sentence that says so. */
  readonly reason: string;
  /** Done a second time the step would do harm: it is not done where nobody can tell. */
  readonly mustBeKnown?: true;
}

/** One step of a plan: plain data without secrets, for it is written into the journal. */
export type Step = StepFrame &
  (
    | {
        readonly kind: 'playbook';
        readonly invocation: PlaybookInvocation;
        /** Aliases that the step is for: the verdict wants each of them in the play's stats. */
        readonly hosts: readonly string[];
        /** It asks for a password: it runs in a terminal of its own instead of detached. */
        readonly isInteractive?: true;
      }
    /** Judged by dmctl's answer: it exits 0 when it failed. */
    | { readonly kind: 'dmctl'; readonly command: DmctlCommand }
    /** Judged by its exit status. */
    | { readonly kind: 'shell'; readonly argv: readonly string[] }
    | EditStep
    | ManualStep
    /** Looks until it is so; `deadline` in milliseconds: `withDeadline` gives it, else a minute. */
    | { readonly kind: 'verify'; readonly condition: Condition; readonly deadline?: number }
    /** The same, and tells how it goes on; without a deadline it waits until it is so. */
    | { readonly kind: 'wait'; readonly condition: Condition; readonly deadline?: number }
    /** Looks once, at its place in the run. */
    | { readonly kind: 'check'; readonly condition: Condition }
  );

/**
 * Replaces a file of the deployment as a whole, when it is what the plan was made from. The text
 * may hold a secret: it is staged in the run's directory, and only its hash is here.
 */
interface EditStep {
  readonly kind: 'edit';
  /** Name below the deployment. */
  readonly file: string;
  /** SHA-256 in hexadecimal, before and after. */
  readonly before: string;
  readonly after: string;
  /** As `diff -u` shows it, secrets masked. */
  readonly diff: string;
}

/** Waits for a person, who does it, confirms it, and answers what is asked. */
interface ManualStep {
  readonly kind: 'manual';
  /** What to do, one sentence each, in order. */
  readonly instructions: readonly string[];
  readonly questions: readonly ManualQuestion[];
}

export interface ManualQuestion {
  readonly id: string;
  readonly label: string;
  readonly kind: Exclude<ParameterKind, 'secret' | 'choice' | 'choices'>;
  readonly isRequired: boolean;
}

/**
 * A step as a procedure gives it: of an edit both texts, which `makePlan` turns into hashes, a diff
 * and a text to be staged.
 */
export type DraftStep =
  | Exclude<Step, { readonly kind: 'edit' }>
  | (StepFrame & {
      readonly kind: 'edit';
      readonly file: string;
      readonly before: string;
      readonly after: string;
    });

export type StepKind = Step['kind'];
export type StepOf<K extends StepKind> = Extract<Step, { readonly kind: K }>;

export type StepOutcome = 'succeeded' | 'failed' | 'cancelled' | 'skipped' | 'unknown';
