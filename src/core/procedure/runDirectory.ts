import type { PlayEvent } from '../ansible/playEvents';
import type { JournalEvent } from './journal';
import type { StepCommand } from './stepCommand';

/** How a detached command ended; `exitCode` is undefined when it left none (killed, rebooted). */
export interface StepEnd {
  readonly exitCode: number | undefined;
  /** The last few kB of its output. */
  readonly outputTail: string;
}

export interface LaunchedCommand extends StepCommand {
  /** Added to the environment of the login. */
  readonly environment: Readonly<Record<string, string>>;
}

export interface StepListener {
  /** A piece of output as the command wrote it, colours included. */
  readonly onOutput: (text: string) => void;
  readonly onEvent: (event: PlayEvent) => void;
}

/** `interrupt` is Ctrl-C; the others are for a command that does not answer to it. */
export type StopSignal = 'interrupt' | 'terminate' | 'kill';

/**
 * One run's place on the control machine: its journal, and a directory for each step whose command
 * runs detached there and survives whoever started it.
 */
export interface RunDirectory {
  readonly run: string;
  /** Resolves when the event is on disk. */
  append(event: JournalEvent): Promise<void>;
  /** All events, also those that another window wrote meanwhile. */
  readJournal(): Promise<readonly JournalEvent[]>;
  /**
   * Starts a step's command, detached. Does nothing when it was started already, by whomever: the
   * step's directory is created atomically, so that a step is never run twice.
   */
  launch(step: string, command: LaunchedCommand): Promise<void>;
  /** Passes on all that the command wrote and writes, and resolves when it has ended. */
  follow(step: string, listener: StepListener, signal: AbortSignal): Promise<StepEnd>;
  /** Whether the step's command runs now. */
  isRunning(step: string): Promise<boolean>;
  /** Signals the command's process group; false when it is gone. */
  stop(step: string, signal: StopSignal): Promise<boolean>;
  /** Gives the deployment's lock back, if this run holds it. */
  releaseLock(): Promise<void>;
}
