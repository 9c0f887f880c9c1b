import type { HostVerdict } from '../../ansible/verdict';
import type { FollowUp } from '../followUp';
import type { StepOutcome } from '../step';

/** Why a step ended as it did, where something depends on it. */
export type StepReason =
  /** The inventory is not what the plan was made from: a retry takes it as it is. */
  'inventory-changed';

/** How a step ended. */
export interface StepResult {
  readonly outcome: StepOutcome;
  readonly reason?: StepReason;
  /** One sentence for the operator. */
  readonly sentence: string;
  /** By host, of a playbook; by worker's address, of dmctl; else none. */
  readonly hosts: readonly HostVerdict[];
  /** What to do about it, where it has found something. */
  readonly followUps?: readonly FollowUp[];
}
