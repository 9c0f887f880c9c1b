import type { HostVerdict } from '../ansible/verdict';
import type { StepOutcome } from './step';

/** How a step ended. */
export interface StepResult {
  readonly outcome: StepOutcome;
  /** One sentence for the operator. */
  readonly sentence: string;
  /** By host, of a playbook; by worker's address, of dmctl; else none. */
  readonly hosts: readonly HostVerdict[];
}
