import type { Step } from '../step';

/** Milliseconds that a cluster has to come back; long, since a DM-worker first reads its meta. */
export const standardDeadline = 300_000;

/**
 * The step with the milliseconds that ports, subtasks, tasks and relay logs have to come to the state
 * they should have. What was stopped has nothing to read, and a minute as ever. Pure.
 */
export function withDeadline(step: Step, deadline: number): Step {
  if (step.kind !== 'verify' || step.deadline !== undefined) return step;
  const { condition } = step;
  const isStop = condition.kind === 'ports' && condition.expected === 'closed';
  return isStop ? step : { ...step, deadline };
}
