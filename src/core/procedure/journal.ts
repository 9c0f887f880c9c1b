import type { HostVerdict } from '../ansible/verdict';
import type { Plan } from './plan';
import { readPlan } from './planVersions';
import type { StepOutcome } from './step';

/**
 * What is written down of a run, one JSON object a line, only ever appended. Every transition is
 * in the journal before it takes effect. `at` is milliseconds since 1970. Version 2; `planVersions.ts`
 * reads version 1.
 */
export type JournalEvent =
  | {
      readonly type: 'planned';
      readonly version: 2;
      readonly at: number;
      readonly run: string;
      readonly user: string;
      readonly plan: Plan;
    }
  | { readonly type: 'step-started'; readonly at: number; readonly step: string }
  | {
      readonly type: 'step-ended';
      readonly at: number;
      readonly step: string;
      readonly outcome: StepOutcome;
      readonly sentence: string;
      readonly hosts: readonly HostVerdict[];
    }
  /** The operator went on over a check that warned or blocked. */
  | {
      readonly type: 'overridden';
      readonly at: number;
      readonly check: string;
      readonly reason: string;
    }
  | { readonly type: 'cancel-requested'; readonly at: number }
  | {
      readonly type: 'ended';
      readonly at: number;
      readonly outcome: StepOutcome;
      /** undefined after a success: its last step has verified already. */
      readonly survey: Survey | undefined;
    };

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
  'step-started',
  'step-ended',
  'overridden',
  'cancel-requested',
  'ended',
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
