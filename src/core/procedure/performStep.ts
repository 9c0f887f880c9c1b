import { awaitCondition } from './awaitCondition';
import { lookAtPorts } from './conditions/ports';
import type { JournalEvent } from './journal';
import { performCommand } from './performCommand';
import type { RunObserver, RunPorts, RunSignals } from './runPorts';
import type { RunState } from './runState';
import type { Step } from './step';
import type { StepResult } from './stepResult';

/** Milliseconds that a verification waits, unless its step says otherwise. */
const verifyDeadline = 60_000;

/** Starts a step, or finds out how one that was started goes, and says how it ended. */
export async function performStep(
  step: Step,
  state: RunState,
  ports: RunPorts,
  observer: RunObserver,
  signals: RunSignals,
  record: (event: JournalEvent) => Promise<void>,
): Promise<StepResult> {
  switch (step.kind) {
    case 'playbook':
    case 'dmctl':
    case 'shell':
      return performCommand(step, state, ports, observer, signals, record);
    case 'verify': {
      const { expected, endpoints } = step.condition;
      const look = lookAtPorts(expected, endpoints, ports.machine);
      const end = await awaitCondition(look, ports.clock, {
        deadline: step.deadline ?? verifyDeadline,
        signal: AbortSignal.any([signals.cancel, signals.detach]),
      });
      return { ...end, hosts: [] };
    }
  }
}
