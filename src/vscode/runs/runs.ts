import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { PlayResults } from '../../core/ansible/playResults';
import { ExpectedError } from '../../core/errors/expectedError';
import type { Clock } from '../../core/ports/clock';
import type { Logger } from '../../core/ports/logger';
import { driveRun } from '../../core/procedure/run/engine';
import type { RunState } from '../../core/procedure/run/runState';
import type { OpenRun } from '../../core/procedure/run/runStore';
import { type RunView, waitingStep } from '../../core/procedure/view/runView';
import type { Deployment } from '../remote/controlMachines';
import { createPasswordTerminal } from './passwordTerminal';
import type { RunBadges } from './runBadges';
import { showProgress } from './runProgress';
import { type RunRef, runKey, runRefOf } from './runRef';
import { RunTerminal } from './runTerminal';
import { RunTerminals } from './runTerminals';

/** A run that this window drives or follows. */
interface ActiveRun {
  readonly deployment: Deployment;
  readonly cancel: AbortController;
  ended: Promise<RunState>;
  /** As it stands: what the view shows. */
  state: RunState;
  results: PlayResults | undefined;
  progress: string | undefined;
}

/** A run of this window, as it stands. */
export interface LiveRun extends RunView {
  /** Of the deployment. */
  readonly directory: vscode.Uri;
}

/** How a run is taken up: quietly, without a terminal, where it only has to be finished. */
export interface FollowOptions {
  readonly preserveFocus?: boolean;
  readonly isQuiet?: boolean;
}

/** The runs of this window: each is driven, shown in a terminal, on the trees and as progress. */
export class Runs implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<RunRef>();
  /** Fires with a run for everything that is new of it. */
  readonly onDidChange = this.changed.event;
  private readonly ended = new vscode.EventEmitter<Deployment>();
  /** Fires when a run has ended, waits for a person, or is not followed any more. */
  readonly onDidEnd = this.ended.event;
  private readonly cancelAsked = new vscode.EventEmitter<RunRef>();
  /** Fires when Ctrl-C is pressed in the terminal of a run that has not ended and is not driven here. */
  readonly onDidAskToCancel = this.cancelAsked.event;
  /** By `runKey`. */
  private readonly runs = new Map<string, ActiveRun>();
  private readonly terminals = new RunTerminals();
  private readonly detach = new AbortController();

  constructor(
    private readonly badges: RunBadges,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  /** Drives a run until it ends or waits for a person, or follows it when it is driven here. */
  follow(open: OpenRun, deployment: Deployment, options: FollowOptions = {}): Promise<RunState> {
    const ref = runRefOf(open, deployment);
    const known = this.runs.get(runKey(ref));
    if (known !== undefined) {
      this.terminals.get(ref)?.show(options.preserveFocus === true);
      return known.ended;
    }
    const cancel = new AbortController();
    const active: ActiveRun = {
      deployment,
      cancel,
      state: open.state,
      ended: Promise.resolve(open.state),
      results: undefined,
      progress: undefined,
    };
    this.runs.set(runKey(ref), active);
    // Before it is driven: the first words of a step that is resumed come at once.
    const terminal = this.terminalOf(ref, open.state);
    active.ended = this.drive(open, active, terminal, options.isQuiet === true);
    if (options.isQuiet !== true) terminal.show(options.preserveFocus === true);
    this.changed.fire(ref);
    return active.ended;
  }

  /** What is live of a run that this window follows. */
  live(ref: RunRef): LiveRun | undefined {
    const active = this.runs.get(runKey(ref));
    if (active === undefined) return undefined;
    const { deployment, state, results, progress } = active;
    return { directory: deployment.directory, state, driver: 'here', results, progress };
  }

  /** Whether this window shows what the run prints, or has shown it. */
  knows(ref: RunRef): boolean {
    return this.terminals.get(ref) !== undefined;
  }

  /** Brings back the terminal of what runs in a deployment's directory, else of the last run there or at all. */
  show(directory?: vscode.Uri): void {
    const [running] = directory === undefined ? [] : this.runningIn(directory);
    const terminal =
      running === undefined ? this.terminals.last(directory) : this.terminals.get(running);
    if (terminal === undefined) {
      throw new ExpectedError('no-run', l10n.t('No run was started or followed in this window.'));
    }
    terminal.show(false);
  }

  /** Brings back the terminal of a run that this window has followed. */
  showRun(ref: RunRef): void {
    this.terminals.get(ref)?.show(false);
  }

  /** Shows what a run has printed, also when another window followed it. */
  async showOutput(open: OpenRun, deployment: Deployment): Promise<void> {
    const ref = runRefOf(open, deployment);
    if (!this.knows(ref)) {
      const terminal = this.terminalOf(ref, open.state);
      await terminal.replay(open.state, open.directory);
    }
    this.showRun(ref);
  }

  /** Cancels one run; false when it is not driven here. */
  cancelRun(ref: RunRef): boolean {
    const active = this.runs.get(runKey(ref));
    active?.cancel.abort();
    return active !== undefined;
  }

  dispose(): void {
    // The runs go on: they are detached, and the next window finds them by their lock.
    this.detach.abort();
    this.terminals.dispose();
    this.changed.dispose();
    this.ended.dispose();
    this.cancelAsked.dispose();
  }

  /** The runs that this window follows there. */
  private runningIn(directory: vscode.Uri): readonly RunRef[] {
    return [...this.runs.values()]
      .filter(({ deployment }) => deployment.directory.toString() === directory.toString())
      .map(({ state: { run } }) => ({ directory, run }));
  }

  private terminalOf(ref: RunRef, state: RunState): RunTerminal {
    const known = this.terminals.get(ref);
    if (known !== undefined) return known;
    const terminal = new RunTerminal(state.plan.title, () => {
      if (this.cancelRun(ref) || terminal.isOver) return;
      this.cancelAsked.fire(ref);
    });
    terminal.begin(state);
    this.terminals.add(ref, terminal);
    return terminal;
  }

  private async drive(
    open: OpenRun,
    active: ActiveRun,
    terminal: RunTerminal,
    isQuiet: boolean,
  ): Promise<RunState> {
    const { plan } = open.state;
    const { deployment, cancel } = active;
    const inventory = vscode.Uri.joinPath(deployment.directory, plan.inventory);
    const ref = runRefOf(open, deployment);
    const { run } = ref;
    const progress = isQuiet ? undefined : showProgress(plan.title);
    const startedAt = this.clock.now();
    this.logger.info(`run ${run}: ${plan.title}`);
    if (!isQuiet)
      this.badges.set(inventory, plan, { kind: 'running', text: l10n.t('running'), run });
    try {
      const end = await driveRun(
        open.state,
        {
          machine: deployment.machine,
          directory: open.directory,
          clock: this.clock,
          terminal: createPasswordTerminal(deployment),
        },
        {
          onState: (state) => {
            active.state = state;
            const sentence = newestSentence(state);
            if (sentence !== undefined) terminal.stepEnded(sentence);
            this.changed.fire(ref);
          },
          onStep: (step) => {
            active.results = undefined;
            active.progress = undefined;
            const limit = active.state.steps.find((known) => known.step.id === step.id)?.limit;
            terminal.step({ step, limit }, plan);
            progress?.report(step.title);
            this.changed.fire(ref);
          },
          onOutput: (text) => {
            terminal.output(text);
          },
          onResults: (step, results) => {
            active.results = results;
            progress?.report(results.currentTask ?? step.title);
            this.changed.fire(ref);
          },
          onProgress: (_step, sentence) => {
            active.progress = sentence;
            terminal.progress(sentence);
            progress?.report(sentence);
            this.changed.fire(ref);
          },
        },
        { cancel: cancel.signal, detach: this.detach.signal },
      );
      if (!isQuiet) this.tellEnd(end, inventory, terminal);
      const outcome = end.end?.outcome ?? 'detached';
      this.logger.info(`run ${run}: ${outcome} after ${this.clock.now() - startedAt} ms`);
      return end;
    } catch (error) {
      this.badges.set(inventory, plan, { kind: 'failed', text: l10n.t('not followed any more') });
      throw error;
    } finally {
      this.runs.delete(runKey(ref));
      progress?.end();
      this.changed.fire(ref);
      this.ended.fire(deployment);
    }
  }

  private tellEnd(state: RunState, inventory: vscode.Uri, terminal: RunTerminal): void {
    if (state.end !== undefined) {
      terminal.end(state);
      this.badges.end(inventory, state, this.clock.now());
    } else if (waitingStep(state) !== undefined) {
      this.badges.set(inventory, state.plan, {
        kind: 'waiting',
        text: l10n.t('waits for you'),
        run: state.run,
      });
    }
  }
}

/** The sentence of the step that has just ended, when the last transition was a step's end. */
function newestSentence(state: RunState): string | undefined {
  if (state.end !== undefined) return undefined;
  const ended = state.steps.filter(({ status }) => status === 'ended');
  const isRunning = state.steps.some(({ status }) => status === 'running');
  return isRunning ? undefined : ended.at(-1)?.sentence;
}
