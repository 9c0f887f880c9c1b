import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Plan } from '../../core/procedure/plan';
import type { RunDirectory } from '../../core/procedure/run/runDirectory';
import type { RunState } from '../../core/procedure/run/runState';
import { stepCommandLine } from '../../core/procedure/run/stepCommand';
import { placeOf, type StepState } from '../../core/procedure/run/stepState';
import { hostVerdicts, runSentence } from '../../core/procedure/view/runSummary';
import { hostWord } from '../../core/procedure/view/runWords';

/** Characters kept for a terminal that is opened again. */
const mostKept = 512 * 1024;
const bold = (text: string): string => `\u001b[1m${text}\u001b[0m`;
const dim = (text: string): string => `\u001b[2m${text}\u001b[0m`;

/**
 * The integrated terminal that follows a run. It shows, it does not hold: closing it leaves the run
 * going, and showing it again brings back what was printed. Ctrl-C asks to cancel the run.
 */
export class RunTerminal implements vscode.Disposable {
  private kept = '';
  private terminal: vscode.Terminal | undefined;
  private writer: vscode.EventEmitter<string> | undefined;
  private hasEnded = false;

  constructor(
    private readonly title: string,
    private readonly onCancel: () => void,
  ) {}

  /** Whether it has shown the end of the run, and nothing since. */
  get isOver(): boolean {
    return this.hasEnded;
  }

  show(preserveFocus: boolean): void {
    this.terminal ??= this.open();
    this.terminal.show(preserveFocus);
  }

  begin(state: RunState): void {
    this.line(bold(`${state.plan.title} · ${state.plan.clusterName}`));
    this.line(dim(l10n.t('Closing this terminal does not end the run. Ctrl-C cancels it.')));
  }

  step({ step, limit }: Pick<StepState, 'step' | 'limit'>, plan: Plan): void {
    this.hasEnded = false;
    this.line('');
    this.line(bold(step.title));
    const command = stepCommandLine(step, plan, limit);
    if (command !== undefined) this.line(`$ ${command}`);
    if (step.kind !== 'manual') return;
    for (const instruction of step.instructions) this.line(`- ${instruction}`);
    this.line(dim(l10n.t('This waits for you: confirm it in the view "Runs" when it is done.')));
  }

  progress(sentence: string): void {
    this.line(dim(sentence));
  }

  output(text: string): void {
    this.write(text.replaceAll(/\r?\n/g, '\r\n'));
  }

  stepEnded(sentence: string): void {
    this.line(sentence);
  }

  end(state: RunState): void {
    this.hasEnded = true;
    this.line('');
    for (const { host, kind, problem } of hostVerdicts(state).slice(0, 200)) {
      this.line(`  ${host}: ${hostWord(kind)}${problem?.message ? `: ${problem.message}` : ''}`);
    }
    this.line(bold(runSentence(state)));
  }

  /** What an earlier run has printed, from its logs. */
  async replay(state: RunState, directory: Pick<RunDirectory, 'readOutput'>): Promise<void> {
    for (const step of state.steps.filter(({ startedAt }) => startedAt !== undefined)) {
      this.step(step, state.plan);
      if (stepCommandLine(step.step, state.plan) !== undefined) {
        this.output(await directory.readOutput(placeOf(step)));
      }
      if (step.sentence !== undefined) this.stepEnded(step.sentence);
    }
    if (state.end !== undefined) this.end(state);
  }

  dispose(): void {
    this.writer?.dispose();
    this.terminal?.dispose();
  }

  private line(text: string): void {
    this.write(`${text.replaceAll(/\r?\n/g, '\r\n')}\r\n`);
  }

  private write(text: string): void {
    this.kept = (this.kept + text).slice(-mostKept);
    this.writer?.fire(text);
  }

  private open(): vscode.Terminal {
    const writer = new vscode.EventEmitter<string>();
    return vscode.window.createTerminal({
      name: this.title,
      iconPath: new vscode.ThemeIcon('server-process'),
      isTransient: true,
      pty: {
        onDidWrite: writer.event,
        open: () => {
          // What is written before a terminal is drawn would be lost: it is kept and written now.
          writer.fire(this.kept);
          this.writer = writer;
        },
        close: () => {
          this.writer = undefined;
          this.terminal = undefined;
          writer.dispose();
        },
        handleInput: (data: string) => {
          if (data === '\u0003') this.onCancel();
        },
      },
    });
  }
}
