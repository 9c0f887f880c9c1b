import type { JournalEvent } from '../run/journal';
import type { RunState } from '../run/runState';
import type { RunAction } from './runActions';

/** What goes with an action. */
export interface ActionDetails {
  readonly at: number;
  readonly user: string;
  /** Why a step is left out. */
  readonly reason?: string;
  /** To the questions of a manual step. */
  readonly answers?: Readonly<Record<string, string>>;
}

/** What is written down of an action; undefined for one that only looks. */
export function operatorEvent(
  action: RunAction,
  { round }: RunState,
  { at, user, reason, answers }: ActionDetails,
): JournalEvent | undefined {
  switch (action.kind) {
    case 'follow':
      return undefined;
    case 'cancel':
      return { type: 'cancel-requested', at, round };
    case 'confirm':
      return { type: 'confirmed', at, user, step: action.step.step.id, answers: answers ?? {} };
    case 'resume':
      return { type: 'resumed', at, user, round };
    case 'retry':
      return {
        type: 'retried',
        at,
        user,
        step: action.step.step.id,
        attempt: action.step.attempt + 1,
        ...(action.hosts === undefined ? {} : { hosts: action.hosts }),
      };
    case 'skip':
      return { type: 'skipped', at, user, step: action.step.step.id, reason: reason ?? '' };
    case 'undo-edits':
      return { type: 'undo-requested', at, user };
    case 'settle-item':
      return { type: 'item-settled', at, user, item: action.item.id };
    case 'close':
      return { type: 'closed', at, user };
  }
}
