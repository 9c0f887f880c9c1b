import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Cluster } from '../../core/cluster/cluster';
import type { Clock } from '../../core/ports/clock';
import type { Logger } from '../../core/ports/logger';
import type { ClusterStatus } from '../../core/status/clusterStatus';
import type { LagHistory } from '../../core/status/lagHistory';
import type { SweepOptions } from '../../core/status/takeStatus';
import type { Inventories } from '../inventories/inventories';
import { isDmInventory } from '../inventories/inventoryReader';
import {
  type Deployment,
  type DeploymentFactory,
  isOnControlMachine,
  openDeployment,
} from '../remote/controlMachines';
import { affectsStatusInterval, statusInterval } from '../settings';
import { type Look, StatusPoll } from './statusPoll';

/** One sweep over a cluster. Rejects with `ExpectedError` when the control machine does not answer. */
export type TakeStatus = (
  cluster: Cluster,
  deployment: Deployment,
  options: SweepOptions,
) => Promise<ClusterStatus>;

export interface ClusterStatusParts {
  readonly inventories: Inventories;
  readonly deployments: DeploymentFactory;
  readonly sweep: TakeStatus;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * What was last seen running, cluster by cluster. A cluster is looked at only while somebody
 * watches it: whoever shows it watches as long as it can be seen.
 */
export class ClusterStatuses implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  /** Fires with the inventory of a cluster after each look at it. */
  readonly onDidChange = this.changed.event;
  private readonly watchedChanged = new vscode.EventEmitter<void>();
  /** Fires when other clusters are watched than before. */
  readonly onDidChangeWatched = this.watchedChanged.event;
  private readonly polls = new Map<string, StatusPoll>();
  private readonly watches = new Map<() => void, vscode.Uri>();
  private listening: vscode.Disposable | undefined;

  constructor(private readonly parts: ClusterStatusParts) {}

  /** Keeps looking at the cluster of an inventory until the result is disposed of. */
  watch(inventory: vscode.Uri): vscode.Disposable {
    this.listen();
    const poll = this.pollOf(inventory);
    poll.watch();
    const end = (): void => {
      if (!this.watches.delete(end)) return;
      poll.release();
      this.watchedChanged.fire();
    };
    this.watches.set(end, inventory);
    this.watchedChanged.fire();
    return new vscode.Disposable(end);
  }

  /** The inventories of the clusters that somebody watches. */
  watched(): readonly vscode.Uri[] {
    return [...this.watches.values()];
  }

  /** The last status that was read; undefined before the first. It may be old: see `trouble`. */
  of(inventory: vscode.Uri): ClusterStatus | undefined {
    return this.polls.get(inventory.toString())?.status;
  }

  /** Why there is no status or no newer one, in one sentence; undefined when the last look told. */
  trouble(inventory: vscode.Uri): string | undefined {
    return this.polls.get(inventory.toString())?.trouble;
  }

  /** Whether the control machine was asked and does not answer. */
  isSilent(inventory: vscode.Uri): boolean {
    return this.polls.get(inventory.toString())?.isSilent ?? false;
  }

  /** How the workers lagged in the last hour, as far as somebody watched. */
  history(inventory: vscode.Uri): LagHistory {
    return this.polls.get(inventory.toString())?.history ?? new Map<string, never>();
  }

  /** By `instanceKey`: since when an instance is in its state, where the change was seen. */
  since(inventory: vscode.Uri): ReadonlyMap<string, number> {
    return this.polls.get(inventory.toString())?.since ?? new Map<string, number>();
  }

  /** Something has happened that may have changed what runs. */
  lookAgain(): void {
    for (const poll of this.polls.values()) poll.lookAgain();
  }

  /** Looks now at what is watched, as the operator says: one cluster, or all of them. */
  refresh(inventory?: vscode.Uri): void {
    if (inventory !== undefined) this.polls.get(inventory.toString())?.refresh();
    else for (const poll of this.polls.values()) poll.refresh();
  }

  dispose(): void {
    for (const end of this.watches.keys()) end();
    this.listening?.dispose();
    this.watchedChanged.dispose();
    this.changed.dispose();
  }

  private pollOf(inventory: vscode.Uri): StatusPoll {
    const key = inventory.toString();
    const known = this.polls.get(key);
    if (known !== undefined) return known;
    const { clock, logger } = this.parts;
    const poll = new StatusPoll({
      look: (signal, previous) => this.look(inventory, signal, previous),
      interval: statusInterval,
      changed: () => {
        this.changed.fire(inventory);
      },
      clock,
      logger,
    });
    this.polls.set(key, poll);
    return poll;
  }

  private async look(
    inventory: vscode.Uri,
    signal: AbortSignal,
    previous: ClusterStatus | undefined,
  ): Promise<Look> {
    const impossible = (reason: string): Look => ({ kind: 'impossible', reason });
    if (!vscode.workspace.isTrusted) {
      return impossible(l10n.t('The cluster is looked at only in a trusted workspace.'));
    }
    if (!isOnControlMachine(inventory)) {
      return impossible(
        l10n.t(
          'This workspace is not on a control machine, from which the cluster could be looked at.',
        ),
      );
    }
    const model = await this.parts.inventories.get(inventory);
    if (!isDmInventory(model)) return impossible(l10n.t('The inventory is not there any more.'));
    if (model.inventory.error !== undefined) {
      return impossible(l10n.t('The inventory has an error: nobody knows what belongs to it.'));
    }
    const { clock, sweep } = this.parts;
    const deployment = openDeployment(model.directory, this.parts.deployments);
    const status = await sweep(model.cluster, deployment, {
      clock,
      signal,
      previous,
    });
    return { kind: 'status', status };
  }

  /** Not before somebody watches: an extension that is only loaded listens to nothing. */
  private listen(): void {
    const reconsider = (): void => {
      for (const poll of this.polls.values()) poll.reconsider();
    };
    this.listening ??= vscode.Disposable.from(
      this.parts.inventories.onDidChange(reconsider),
      vscode.workspace.onDidGrantWorkspaceTrust(reconsider),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (affectsStatusInterval(event)) reconsider();
      }),
    );
  }
}
