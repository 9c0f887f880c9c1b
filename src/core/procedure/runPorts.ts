import type { PlayResults } from '../ansible/playResults';
import type { Clock } from '../ports/clock';
import type { ControlMachine } from '../ports/controlMachine';
import type { RunDirectory } from './runDirectory';
import type { RunState } from './runState';
import type { Step } from './step';

/** What a run needs of the outside world. */
export interface RunPorts {
  readonly machine: ControlMachine;
  readonly directory: RunDirectory;
  readonly clock: Clock;
}

/** What a run tells whoever watches it; the state comes after each transition. */
export interface RunObserver {
  readonly onState: (state: RunState) => void;
  readonly onStep: (step: Step) => void;
  readonly onOutput: (text: string) => void;
  readonly onResults: (step: Step, results: PlayResults) => void;
}

export interface RunSignals {
  /** The operator wants the run to end. */
  readonly cancel: AbortSignal;
  /** Nobody watches any more: the run goes on without us. */
  readonly detach: AbortSignal;
}
