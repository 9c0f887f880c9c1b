import type { PlayEvent } from '../../ansible/playEvents';
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

/** A file is replaced when it is what it should be before, and left when it is what it should be after. */
export interface FileEdit {
  /** Name below the deployment. */
  readonly file: string;
  /** SHA-256 in hexadecimal. */
  readonly before: string;
  readonly after: string;
}

/**
 * One run's place on the control machine: its journal, and a directory for each attempt of a step
 * whose command runs detached there and survives whoever started it. `place` names that directory.
 */
export interface RunDirectory {
  readonly run: string;
  /** Resolves when the event is on disk. */
  append(event: JournalEvent): Promise<void>;
  /** Says that somebody drives the run, at `at`: where no process of it tells. */
  giveSign(at: number): Promise<void>;
  /** When that was said last; 0 when it never was. */
  lastSign(): Promise<number>;
  /** All events, also those that another window wrote meanwhile. */
  readJournal(): Promise<readonly JournalEvent[]>;
  /**
   * Starts a command, detached. Does nothing when it was started already, by whomever: the
   * directory is created atomically, so that nothing is run twice.
   */
  launch(place: string, command: LaunchedCommand): Promise<void>;
  /**
   * What a terminal has to run, in any directory, so that the command runs in it and leaves events
   * and exit status where those of a detached one are. It too runs only once.
   */
  terminalArgv(place: string, command: LaunchedCommand): readonly string[];
  /** Whether the command was started, ever. */
  isLaunched(place: string): Promise<boolean>;
  /** Passes on all that the command wrote and writes, and resolves when it has ended. */
  follow(place: string, listener: StepListener, signal: AbortSignal): Promise<StepEnd>;
  /** What the command has written; empty when it was never started. */
  readOutput(place: string): Promise<string>;
  /** Whether the command runs now. */
  isRunning(place: string): Promise<boolean>;
  /** Signals the command's process group; false when it is gone. */
  stop(place: string, signal: StopSignal): Promise<boolean>;
  /**
   * Replaces a file by the text that was staged for the step, atomically, keeping its mode, and
   * keeps what was there. `changed`: the file is neither as before nor as after.
   */
  edit(step: string, edit: FileEdit): Promise<EditOutcome>;
  /** Puts back what was there before the step's edit. */
  undoEdit(step: string, edit: FileEdit): Promise<EditOutcome>;
  /** Removes the texts that were staged and kept: they may hold secrets. */
  removeTexts(): Promise<void>;
  /** Whether the deployment's lock is this run's. */
  holdsLock(): Promise<boolean>;
  /** Gives the deployment's lock back, if this run holds it. */
  releaseLock(): Promise<void>;
}

export type EditOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'changed' }
  /** Why it could not be written, in the machine's words. */
  | { readonly kind: 'failed'; readonly reason: string };
