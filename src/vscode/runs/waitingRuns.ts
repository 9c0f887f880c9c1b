import * as vscode from 'vscode';
import { ExpectedError } from '../../core/errors/expectedError';
import type { RunStore } from '../../core/procedure/run/runStore';
import { waitingStep } from '../../core/procedure/view/runView';
import type { ClusterStatuses } from '../clusters/clusterStatuses';
import { openDeployment } from '../remote/controlMachines';
import { decideAndSay, type SayingParts } from './decideAndSay';
import type { RunBadges } from './runBadges';
import type { RunHistories } from './runHistories';

export interface WaitingRunParts extends SayingParts {
  readonly badges: Pick<RunBadges, 'waiting' | 'clear'>;
  readonly statuses: Pick<ClusterStatuses, 'trouble' | 'onDidChange'>;
  readonly histories: Pick<RunHistories, 'refresh' | 'onDidRead'>;
}

/**
 * Runs of this window that wait for a person. They are driven by nobody, so another window, a
 * colleague or the command line may go on with them: the tree shows them as waiting no longer than
 * they do. Their journal is read when the cluster or the runs were looked at anyway.
 */
export class WaitingRuns implements vscode.Disposable {
  private readonly subscriptions: vscode.Disposable;

  constructor(private readonly parts: WaitingRunParts) {
    const { statuses, histories, runs, reportError } = parts;
    const check = (directory: vscode.Uri): void => {
      this.check(directory).catch(reportError);
    };
    this.subscriptions = vscode.Disposable.from(
      statuses.onDidChange((inventory) => {
        // A machine that did not answer, or that nobody logged in to, is not asked once more.
        if (statuses.trouble(inventory) === undefined) check(vscode.Uri.joinPath(inventory, '..'));
      }),
      histories.onDidRead(check),
      // The terminal says that Ctrl-C cancels the run; what runs nowhere is not cancelled by a slip.
      runs.onDidAskToCancel((ref) => {
        decideAndSay('cancel', ref, parts).catch(reportError);
      }),
    );
  }

  /** Looks whether the runs of a deployment that are shown as waiting still do. */
  async check(directory: vscode.Uri): Promise<void> {
    const { badges, deployments } = this.parts;
    const waiting = badges.waiting().filter(({ inventory }) => isIn(inventory, directory));
    if (waiting.length === 0) return;
    try {
      const { store } = openDeployment(directory, deployments);
      for (const placed of waiting) {
        const { run } = placed.badge;
        if (run === undefined || !(await isWaiting(run, store))) badges.clear(placed);
      }
    } catch (error) {
      // Nobody knows: they are shown as they were until the next look.
      if (!(error instanceof ExpectedError)) throw error;
    }
  }

  dispose(): void {
    this.subscriptions.dispose();
  }
}

const isIn = (inventory: vscode.Uri, directory: vscode.Uri): boolean =>
  vscode.Uri.joinPath(inventory, '..').toString() === directory.toString();

/** Without the lock, which somebody may have released, nothing keeps others from running. */
async function isWaiting(run: string, store: RunStore): Promise<boolean> {
  if ((await store.lockHolder())?.run !== run) return false;
  const open = await store.open(run);
  return open !== undefined && waitingStep(open.state) !== undefined;
}
