import type { PlayResults } from '../../ansible/playResults';
import type { Clock } from '../../ports/clock';
import type { ControlMachine } from '../../ports/controlMachine';
import type { Step } from '../step';
import type { RunDirectory } from './runDirectory';
import type { RunState } from './runState';

/** What a run needs of the outside world. */
export interface RunPorts {
  readonly machine: ControlMachine;
  readonly directory: RunDirectory;
  readonly clock: Clock;
  /** undefined where nobody can type: a step that asks for a password then fails and says so. */
  readonly terminal?: RunTerminalPort;
}

/** A terminal on the control machine in which a person can answer a command's questions. */
export interface RunTerminalPort {
  /** Opens it and runs the command in it; resolves when the command has been started. */
  open(argv: readonly string[], title: string): Promise<void>;
}

/** What a run tells whoever watches it; the state comes after each transition. */
export interface RunObserver {
  readonly onState: (state: RunState) => void;
  readonly onStep: (step: Step) => void;
  readonly onOutput: (text: string) => void;
  readonly onResults: (step: Step, results: PlayResults) => void;
  /** How a wait goes on, one sentence. */
  readonly onProgress?: (step: Step, sentence: string) => void;
}

export interface RunSignals {
  /** The operator wants the run to end. */
  readonly cancel: AbortSignal;
  /** Nobody watches any more: the run goes on without us. */
  readonly detach: AbortSignal;
}
