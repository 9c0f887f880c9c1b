import * as vscode from 'vscode';
import { ExpectedError } from '../../core/errors/expectedError';
import type { Clock } from '../../core/ports/clock';
import type { Logger } from '../../core/ports/logger';
import type { LockHolder } from '../../core/procedure/run/lock';
import type { RunState } from '../../core/procedure/run/runState';
import type { RunView } from '../../core/procedure/view/runView';
import { clusterName } from '../clusters/clusterName';
import type { Inventories } from '../inventories/inventories';
import { type Kept, keep } from '../kept';
import { connectionRefusal } from '../remote/connectionRefusal';
import {
  type Deployment,
  type DeploymentFactory,
  isOnControlMachine,
  openDeployment,
} from '../remote/controlMachines';
import { runKeepDays } from '../settings';
import { driverOf } from './findRun';
import type { Runs } from './runs';

/** Runs that are read at first, and more with each wish for more. */
const pageLength = 30;
const day = 24 * 60 * 60 * 1000;

/** A deployment that the inventories of the workspace tell of. */
interface Place {
  readonly directory: vscode.Uri;
  /** What the operator knows the cluster by. */
  readonly name: string;
}

/** What is known of the runs of one deployment. */
export type DeploymentRuns = Place & History;

interface History {
  readonly views: readonly RunView[];
  /** Whether there may be earlier ones. */
  readonly hasMore: boolean;
  /** Whoever holds the deployment's lock, for a run or without one. */
  readonly holder: LockHolder | undefined;
  /** Why nothing could be read. */
  readonly trouble: string | undefined;
}

export interface HistoryParts {
  readonly inventories: Inventories;
  readonly deployments: DeploymentFactory;
  readonly runs: Runs;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The runs of the workspace's deployments: read when somebody looks, and again after a change. */
export class RunHistories implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  /** Fires when what was read is not so any more. */
  readonly onDidChange = this.changed.event;
  private readonly reading = new vscode.EventEmitter<vscode.Uri>();
  /** Fires with the directory of a deployment whose runs were just read. */
  readonly onDidRead = this.reading.event;
  /** By deployment. */
  private readonly read = new Map<string, Kept<History>>();
  /** Of these nothing could be read. */
  private readonly failed = new Set<string>();
  private readonly wanted = new Map<string, number>();
  private readonly subscriptions: vscode.Disposable;

  constructor(private readonly parts: HistoryParts) {
    this.subscriptions = vscode.Disposable.from(
      parts.inventories.onDidRefresh(() => {
        this.forgetFailed();
      }),
      // Other text of an inventory changes no run: only what was not read yet will be.
      parts.inventories.onDidChange(() => {
        this.changed.fire();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => {
        this.refresh();
      }),
      parts.runs.onDidEnd((deployment) => {
        this.refresh();
        void this.cleanUp(deployment);
      }),
    );
  }

  /** As it was read last; reads what was not, or is not so any more. */
  async all(): Promise<readonly DeploymentRuns[]> {
    if (!vscode.workspace.isTrusted) return [];
    const places = await this.places();
    for (const key of this.read.keys()) {
      if (!places.has(key)) this.read.delete(key);
    }
    return Promise.all(
      [...places].map(async ([key, place]) => ({
        ...place,
        ...(await keep(this.read, key, () => this.readOne(place.directory))),
      })),
    );
  }

  refresh(): void {
    this.read.clear();
    this.failed.clear();
    this.changed.fire();
  }

  /** Reads more of a deployment's earlier runs. */
  showMore(directory: vscode.Uri): void {
    const key = directory.toString();
    this.wanted.set(key, this.wantedOf(key) + pageLength);
    this.refresh();
  }

  dispose(): void {
    this.subscriptions.dispose();
    this.changed.dispose();
    this.reading.dispose();
  }

  /** What could not be read is tried again with the inventories, which lie on the same machines. */
  private forgetFailed(): void {
    for (const key of this.failed) this.read.delete(key);
    this.failed.clear();
  }

  private async places(): Promise<ReadonlyMap<string, Place>> {
    const models = await this.parts.inventories.all();
    const found = new Map<string, Place>();
    for (const model of models.filter(({ uri }) => isOnControlMachine(uri))) {
      const { directory } = model;
      const key = directory.toString();
      if (!found.has(key)) found.set(key, { directory, name: clusterName(model) });
    }
    return found;
  }

  private async readOne(directory: vscode.Uri): Promise<History> {
    const key = directory.toString();
    const most = this.wantedOf(key);
    try {
      const deployment = openDeployment(directory, this.parts.deployments);
      const [states, holder] = await Promise.all([
        // One more tells whether there are more.
        deployment.store.list(most + 1),
        deployment.store.lockHolder(),
      ]);
      const views = await Promise.all(
        states.slice(0, most).map((state) => this.viewOf(state, holder, deployment)),
      );
      this.reading.fire(directory);
      return { views, hasMore: states.length > most, holder, trouble: undefined };
    } catch (error) {
      if (!(error instanceof ExpectedError)) throw error;
      this.failed.add(key);
      const trouble = connectionRefusal(error) ?? error.message;
      return { views: [], hasMore: false, holder: undefined, trouble };
    }
  }

  private async viewOf(
    state: RunState,
    holder: LockHolder | undefined,
    deployment: Deployment,
  ): Promise<RunView> {
    // Without the lock nobody drives it, and asking costs a call on the control machine.
    if (state.end !== undefined || holder?.run !== state.run) return { state, driver: 'nobody' };
    const open = await deployment.store.open(state.run);
    if (open === undefined) return { state, driver: 'nobody' };
    return { state: open.state, driver: await driverOf(open, deployment, this.parts.runs) };
  }

  private wantedOf(key: string): number {
    return this.wanted.get(key) ?? pageLength;
  }

  /** Runs that ended long ago are removed; who wants to keep them says so in the setting. */
  private async cleanUp({ store }: Deployment): Promise<void> {
    const days = runKeepDays();
    if (days <= 0) return;
    try {
      const removed = await store.removeBefore(this.parts.clock.now() - days * day);
      if (removed.length === 0) return;
      this.parts.logger.info(`removed ${removed.length} runs older than ${days} days`);
      this.refresh();
    } catch (error) {
      // Nobody asked for it: it is tried again after the next run.
      this.parts.logger.error('can not remove old runs', error);
    }
  }
}
