import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { type RunView, runLook } from '../../core/procedure/view/runView';
import type { DeploymentRuns } from './runHistories';
import { type RunRef, runKey } from './runRef';
import type { Runs } from './runs';

/**
 * The badge of the view "Runs": the runs that do not go on without a person, as they were read last
 * and as this window has seen them since. So it is right while the view is hidden, when nothing is
 * read: a deployment may be on a machine to which one would have to connect.
 */
export class StuckRuns implements vscode.Disposable {
  /** By `runKey`. */
  private known = new Map<string, RunView>();
  private readonly subscription: vscode.Disposable;

  constructor(
    private readonly view: Pick<vscode.TreeView<unknown>, 'badge'>,
    private readonly runs: Runs,
  ) {
    this.subscription = runs.onDidChange((ref) => {
      this.see(ref);
    });
  }

  /** All that there are, as they were read. */
  take(all: readonly DeploymentRuns[]): void {
    const views = all.flatMap(({ directory, views: read }) =>
      read.map((view): readonly [string, RunView] => {
        const ref = { directory, run: view.state.run };
        return [runKey(ref), this.runs.live(ref) ?? view];
      }),
    );
    this.known = new Map(views.filter(([, view]) => isStuck(view)));
    this.tell();
  }

  dispose(): void {
    this.subscription.dispose();
  }

  /** A play of many hosts tells much; only what begins to wait or goes on is of interest. */
  private see(ref: RunRef): void {
    const live = this.runs.live(ref);
    if (live === undefined) return; // it is as it was seen last
    const key = runKey(ref);
    if (this.known.has(key) === isStuck(live)) return;
    if (isStuck(live)) this.known.set(key, live);
    else this.known.delete(key);
    this.tell();
  }

  private tell(): void {
    this.view.badge = badge([...this.known.values()]);
  }
}

function isStuck(view: RunView): boolean {
  const look = runLook(view);
  return look === 'waiting' || look === 'interrupted';
}

/** How many runs do not go on without a person. */
function badge(stuck: readonly RunView[]): vscode.ViewBadge | undefined {
  if (stuck.length === 0) return undefined;
  const titles = stuck.map(({ state }) => state.plan.title).join(', ');
  return { value: stuck.length, tooltip: l10n.t('Waits for a person: {0}', titles) };
}
