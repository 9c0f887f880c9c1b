import type { HostVerdict } from '../../ansible/verdict';
import type { FollowUp } from '../followUp';
import type { Plan } from '../plan';
import { readPlan } from '../planVersions';
import type { StepOutcome } from '../step';
import type { StepReason } from './stepResult';

/**
 * What is written down of a run, one JSON object a line, only ever appended. Every transition is
 * in the journal before it takes effect. `at` is milliseconds since 1970. Version 2; version 1 had
 * fewer kinds of events, and `planVersions.ts` reads its plans.
 */
export type JournalEvent = { readonly at: number } & (
  | {
      readonly type: 'planned';
      readonly version: 2;
      readonly run: string;
      readonly user: string;
      readonly plan: Plan;
    }
  /** The operator went on over a check that warned or blocked. */
  | { readonly type: 'overridden'; readonly check: string; readonly reason: string }
  | { readonly type: 'step-started'; readonly step: string; readonly attempt?: number }
  | {
      readonly type: 'step-ended';
      readonly step: string;
      readonly attempt?: number;
      readonly outcome: StepOutcome;
      readonly reason?: StepReason;
      readonly sentence: string;
      readonly hosts: readonly HostVerdict[];
      readonly followUps?: readonly FollowUp[];
    }
  /** A retry after the inventory had changed: this is what it goes on with. */
  | { readonly type: 'inventory-accepted'; readonly hash: string }
  /** `round`: how often the run had been taken up when it was written; 0 without it. */
  | { readonly type: 'cancel-requested'; readonly round?: number }
  | {
      readonly type: 'ended';
      readonly round?: number;
      readonly outcome: StepOutcome;
      /** undefined after a success: its last step has verified already. */
      readonly survey: Survey | undefined;
      /** Why it ended, where no step tells. */
      readonly sentence?: string;
    }
  | {
      readonly type: 'edits-undone';
      readonly outcome: 'succeeded' | 'failed';
      readonly sentence: string;
    }
  | OperatorEvent
);

/** What a person decided about a run; `runActions.ts` says when which is allowed. */
export type OperatorEvent = {
  readonly at: number;
  readonly user: string;
} /** It goes on where it stopped. */ & (
  | { readonly type: 'resumed'; readonly round: number }
  | {
      readonly type: 'retried';
      readonly step: string;
      /** Number of the attempt that comes, from 2. */
      readonly attempt: number;
      /** Hosts that it is narrowed to; undefined for all of the step. */
      readonly hosts?: readonly string[];
    }
  | { readonly type: 'skipped'; readonly step: string; readonly reason: string }
  /** A manual step was done. */
  | {
      readonly type: 'confirmed';
      readonly step: string;
      readonly answers: Readonly<Record<string, string>>;
    }
  | { readonly type: 'undo-requested' }
  /** An open item of the plan is settled. */
  | { readonly type: 'item-settled'; readonly item: string }
  /** Nobody will go on with it. */
  | { readonly type: 'closed' }
);

/** How the instances of a run were found when it had not succeeded, by alias. */
export interface Survey {
  readonly up: readonly string[];
  readonly down: readonly string[];
  /** Their machine does not answer, or their port is not known. */
  readonly unknown: readonly string[];
}

/** Reads a journal; a torn last line (the writer died) and unknown events are passed over. */
export function parseJournal(text: string): readonly JournalEvent[] {
  const events: JournalEvent[] = [];
  for (const line of text.split('\n')) {
    const event = parseLine(line);
    if (event !== undefined) events.push(event);
  }
  return events;
}

const types: ReadonlySet<unknown> = new Set<JournalEvent['type']>([
  'planned',
  'overridden',
  'step-started',
  'step-ended',
  'inventory-accepted',
  'cancel-requested',
  'ended',
  'edits-undone',
  'resumed',
  'retried',
  'skipped',
  'confirmed',
  'undo-requested',
  'item-settled',
  'closed',
]);

function parseLine(line: string): JournalEvent | undefined {
  if (line.trim() === '') return undefined;
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null || !('type' in value)) return undefined;
    if (!types.has(value.type)) return undefined;
    const event = value as JournalEvent;
    return event.type === 'planned' ? { ...event, version: 2, plan: readPlan(event.plan) } : event;
  } catch {
    return undefined; // torn: the writer died in the middle of the line
  }
}
