import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { ExpectedError } from '../core/errors/expectedError';
import type { Clock } from '../core/ports/clock';
import type { Logger } from '../core/ports/logger';
import { driveRun } from '../core/procedure/engine';
import type { RunState } from '../core/procedure/runState';
import type { OpenRun } from '../core/procedure/runStore';
import type { Deployment } from './controlMachines';
import type { RunBadges } from './runBadges';
import { showProgress } from './runProgress';
import { RunTerminal } from './runTerminal';

/** A run that this window drives or follows. */
interface ActiveRun {
  readonly run: string;
  readonly deployment: string;
  readonly terminal: RunTerminal;
  readonly cancel: AbortController;
  readonly ended: Promise<RunState>;
}

/** The runs of this window: each is driven, shown in a terminal, on the tree and as progress. */
export class Runs implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  /** Fires when a run has ended, or is not followed any more: the cluster is not as it was. */
  readonly onDidEnd = this.changed.event;
  private readonly runs = new Map<string, ActiveRun>();
  private readonly terminals: RunTerminal[] = [];
  private readonly detach = new AbortController();

  constructor(
    private readonly badges: RunBadges,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  /** Drives a run to its end, or follows it when it is driven here already. */
  follow(open: OpenRun, deployment: Deployment, preserveFocus = false): Promise<RunState> {
    const known = this.runs.get(open.directory.run);
    if (known !== undefined) {
      known.terminal.show(preserveFocus);
      return known.ended;
    }
    const cancel = new AbortController();
    const terminal = new RunTerminal(open.state.plan.title, () => {
      cancel.abort();
    });
    // Before it is driven: the first words of a step that is resumed come at once.
    terminal.begin(open.state);
    const ended = this.drive(open, deployment, terminal, cancel);
    const run: ActiveRun = {
      run: open.directory.run,
      deployment: deployment.path,
      terminal,
      cancel,
      ended,
    };
    this.runs.set(run.run, run);
    this.terminals.push(terminal);
    terminal.show(preserveFocus);
    return ended;
  }

  /** Brings back the terminal of the deployment's run. */
  show(deployment?: string): void {
    const run = this.pick(deployment) ?? this.last();
    if (run === undefined) {
      throw new ExpectedError('no-run', l10n.t('No run was started or followed in this window.'));
    }
    run.show(false);
  }

  cancel(deployment?: string): void {
    const running = [...this.runs.values()].filter(
      (run) => deployment === undefined || run.deployment === deployment,
    );
    if (running.length === 0) {
      throw new ExpectedError('no-run', l10n.t('Nothing is running in this window.'));
    }
    for (const run of running) run.cancel.abort();
  }

  dispose(): void {
    // The runs go on: they are detached, and the next window finds them by their lock.
    this.detach.abort();
    for (const terminal of this.terminals) terminal.dispose();
    this.changed.dispose();
  }

  private pick(deployment: string | undefined): RunTerminal | undefined {
    return [...this.runs.values()].findLast((run) => run.deployment === deployment)?.terminal;
  }

  private last(): RunTerminal | undefined {
    return this.terminals.at(-1);
  }

  private async drive(
    open: OpenRun,
    deployment: Deployment,
    terminal: RunTerminal,
    cancel: AbortController,
  ): Promise<RunState> {
    const { plan } = open.state;
    const progress = showProgress(plan.title, cancel);
    const startedAt = this.clock.now();
    this.logger.info(`run ${open.directory.run}: ${plan.title}`);
    this.badges.set(plan, { kind: 'running', text: l10n.t('running') });
    try {
      const end = await driveRun(
        open.state,
        { machine: deployment.machine, directory: open.directory, clock: this.clock },
        {
          onState: (state) => {
            const sentence = newestSentence(state);
            if (sentence !== undefined) terminal.stepEnded(sentence);
          },
          onStep: (step) => {
            terminal.step(step, plan);
            progress.report(step.title);
          },
          onOutput: (text) => {
            terminal.output(text);
          },
          onResults: (step, results) => {
            progress.report(results.currentTask ?? step.title);
          },
        },
        { cancel: cancel.signal, detach: this.detach.signal },
      );
      if (end.end !== undefined) {
        terminal.end(end);
        this.badges.end(end, this.clock.now());
      }
      this.logger.info(
        `run ${open.directory.run}: ${end.end?.outcome ?? 'detached'} after ${this.clock.now() - startedAt} ms`,
      );
      return end;
    } catch (error) {
      this.badges.set(plan, { kind: 'failed', text: l10n.t('not followed any more') });
      throw error;
    } finally {
      this.runs.delete(open.directory.run);
      progress.end();
      this.changed.fire();
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
