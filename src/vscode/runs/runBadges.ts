import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Target } from '../../core/cluster/target';
import type { Plan } from '../../core/procedure/plan';
import type { RunState } from '../../core/procedure/run/runState';

/** What the tree shows of a run on the instances it is for. */
export interface RunBadge {
  /** `stopped` is a success too, but nothing that should look as if it ran; `waiting`: for a person. */
  readonly kind: 'running' | 'waiting' | 'succeeded' | 'stopped' | 'failed';
  readonly text: string;
  /** By its id, as long as it goes on: what can be shown and cancelled. */
  readonly run?: string;
}

/** A badge as it was set, and the inventory of the cluster that it is on. */
export interface PlacedBadge {
  readonly inventory: vscode.Uri;
  readonly badge: RunBadge;
}

/**
 * The last run of each instance, for the tree: a spinner that ends in a result. Clusters are told
 * apart by the address of their inventory: directories of one path lie on many control machines.
 */
export class RunBadges implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  /** Fires with the inventory of the cluster. */
  readonly onDidChange = this.changed.event;
  private readonly badges = new Map<string, PlacedBadge>();

  /** Marks the plan's own node and every instance below it. */
  set(
    inventory: vscode.Uri,
    plan: Plan,
    badge: RunBadge,
    of: (alias: string) => RunBadge = () => badge,
  ): void {
    this.badges.set(keyOf(inventory, plan.target), { inventory, badge });
    for (const { component, alias } of plan.affected) {
      const target: Target = { kind: 'instance', component, alias };
      this.badges.set(keyOf(inventory, target), { inventory, badge: of(alias) });
    }
    this.changed.fire(inventory);
  }

  /** Shows how a run ended, instance by instance. */
  end(inventory: vscode.Uri, state: RunState, at: number): void {
    const time = new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
    const isGood = state.end?.outcome === 'succeeded';
    const survey = state.end?.survey;
    const good = state.plan.procedure === 'stop' ? 'stopped' : 'succeeded';
    const ofRun: RunBadge = isGood
      ? { kind: good, text: doneWord(state.plan, time) }
      : {
          kind: 'failed',
          text: l10n.t('{0}: {1}, {2}', state.plan.title, outcomeWord(state), time),
        };
    this.set(inventory, state.plan, ofRun, (alias) => {
      if (isGood) return ofRun;
      if (survey?.down.includes(alias)) return { kind: 'failed', text: l10n.t('down, {0}', time) };
      if (survey?.up.includes(alias))
        return { kind: 'failed', text: l10n.t('listening, {0}', time) };
      return { kind: 'failed', text: l10n.t('unknown, {0}', time) };
    });
  }

  of(inventory: vscode.Uri, target: Target): RunBadge | undefined {
    return this.badges.get(keyOf(inventory, target))?.badge;
  }

  /** What says that a run waits for a person, each once. */
  waiting(): readonly PlacedBadge[] {
    const all = [...this.badges.values()].filter(({ badge }) => badge.kind === 'waiting');
    return [...new Map(all.map((placed) => [placed.badge, placed])).values()];
  }

  /** Takes away what was set, and nothing that was set since. */
  clear({ inventory, badge }: PlacedBadge): void {
    const before = this.badges.size;
    for (const [key, placed] of this.badges) if (placed.badge === badge) this.badges.delete(key);
    if (this.badges.size < before) this.changed.fire(inventory);
  }

  dispose(): void {
    this.changed.dispose();
  }
}

function keyOf(inventory: vscode.Uri, target: Target): string {
  const cluster = inventory.toString();
  switch (target.kind) {
    case 'cluster':
      return cluster;
    case 'component':
      return `${cluster}#${target.component}`;
    case 'instance':
      return `${cluster}#${target.component}#${target.alias}`;
  }
}

function outcomeWord(state: RunState): string {
  switch (state.end?.outcome) {
    case 'cancelled':
      return l10n.t('cancelled');
    case 'failed':
      return l10n.t('failed');
    default:
      return l10n.t('outcome unknown');
  }
}

/** What was done to each instance, in one word and a time. */
function doneWord({ procedure }: Plan, time: string): string {
  switch (procedure) {
    case 'start':
      return l10n.t('started {0}', time);
    case 'stop':
      return l10n.t('stopped {0}', time);
    case 'restart':
    case 'restart-worker':
    case 'restart-master':
      return l10n.t('restarted {0}', time);
    case 'rolling-update':
      return l10n.t('updated {0}', time);
    case 'deploy':
      return l10n.t('deployed {0}', time);
    default:
      return l10n.t('done {0}', time);
  }
}
