import type { JournalEvent } from './journal';
import type { RunObserver, RunPorts, RunSignals } from './runPorts';
import type { RunState } from './runState';

/** What a step is performed with. */
export interface StepContext {
  readonly state: RunState;
  readonly ports: RunPorts;
  readonly observer: RunObserver;
  readonly signals: RunSignals;
  readonly record: (event: JournalEvent) => Promise<void>;
}
