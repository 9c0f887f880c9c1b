import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { allInstances } from '../../core/cluster/readCluster';
import type { Clock } from '../../core/ports/clock';
import {
  type PageMessage,
  parsePageMessage,
  type ShowMessage,
} from '../../core/topology/pageMessages';
import type { NodeInstance } from '../../core/topology/topology';
import { topologyOf } from '../../core/topology/topologyOf';
import { clusterName } from '../clusters/clusterName';
import type { ClusterStatuses } from '../clusters/clusterStatuses';
import { timeOfDay } from '../clusters/treeItems';
import type { Inventories } from '../inventories/inventories';
import { isDmInventory } from '../inventories/inventoryReader';
import { revealInInventory } from '../inventoryCommands';
import type { ErrorReporter } from '../reportError';
import { topologyFiles, topologyHtml } from './topologyHtml';
import { topologyTexts } from './topologyTexts';

/** What drawings are made from, and what they ask for. */
export interface TopologyParts {
  readonly inventories: Inventories;
  readonly statuses: Pick<
    ClusterStatuses,
    'watch' | 'of' | 'trouble' | 'history' | 'refresh' | 'onDidChange'
  >;
  readonly clock: Pick<Clock, 'now'>;
  readonly extension: vscode.Uri;
  readonly reportError: ErrorReporter;
}

/**
 * The drawing of one cluster in an editor tab. Its cluster is looked at while the tab can be seen;
 * a hidden tab has no page, and asks for everything when it is shown again.
 */
export class TopologyPanel implements vscode.Disposable {
  private readonly subscriptions: vscode.Disposable;
  private watching: vscode.Disposable | undefined;
  private isReady = false;
  /** Counts what was sent or is about to be: an older drawing that comes late is dropped. */
  private latest = 0;

  constructor(
    private readonly panel: vscode.WebviewPanel,
    private readonly inventory: vscode.Uri,
    private readonly parts: TopologyParts,
  ) {
    const { inventories, statuses, extension } = parts;
    const { script, style } = topologyFiles(extension);
    const folder = (file: vscode.Uri): vscode.Uri => vscode.Uri.joinPath(file, '..');
    panel.webview.options = {
      enableScripts: true,
      localResourceRoots: [folder(script), folder(style)],
    };
    const update = (): void => {
      this.update().catch(parts.reportError);
    };
    this.subscriptions = vscode.Disposable.from(
      panel.webview.onDidReceiveMessage((value: unknown) => {
        const message = parsePageMessage(value);
        if (message !== undefined) this.take(message).catch(parts.reportError);
      }),
      panel.onDidChangeViewState(() => {
        this.follow();
      }),
      statuses.onDidChange((changed) => {
        if (changed.toString() === inventory.toString()) update();
      }),
      inventories.onDidChange(update),
    );
    panel.webview.html = topologyHtml(panel.webview, extension);
    this.follow();
  }

  reveal(): void {
    this.panel.reveal();
  }

  dispose(): void {
    this.latest += 1;
    this.isReady = false;
    this.watching?.dispose();
    this.subscriptions.dispose();
  }

  /** Watches the cluster as long as the tab can be seen. */
  private follow(): void {
    if (this.panel.visible) {
      this.watching ??= this.parts.statuses.watch(this.inventory);
      return;
    }
    this.isReady = false;
    this.watching?.dispose();
    this.watching = undefined;
  }

  private async take(message: PageMessage): Promise<void> {
    switch (message.kind) {
      case 'ready':
        this.isReady = true;
        return this.update();
      case 'refresh':
        this.parts.statuses.refresh(this.inventory);
        return;
      case 'open':
        return this.open(message.instance);
      case 'actions': {
        const target = { kind: 'instance', ...message.instance };
        await vscode.commands.executeCommand('dmCluster.target.more', this.inventory, target);
      }
    }
  }

  private async open({ component, alias }: NodeInstance): Promise<void> {
    const model = await this.parts.inventories.get(this.inventory);
    const instance =
      model?.cluster &&
      allInstances(model.cluster).find((one) => one.component === component && one.alias === alias);
    // Beside it, so that the drawing can still be seen.
    await revealInInventory([this.inventory, instance?.span], vscode.ViewColumn.Beside);
  }

  private async update(): Promise<void> {
    if (!this.isReady) return;
    const turn = ++this.latest;
    const message = await this.message();
    if (turn !== this.latest) return;
    const { name } = message.topology;
    this.panel.title = name === '' ? l10n.t('Topology') : l10n.t('Topology: {0}', name);
    await this.panel.webview.postMessage(message);
  }

  private async message(): Promise<ShowMessage> {
    const { inventories, statuses, clock } = this.parts;
    const model = await inventories.get(this.inventory);
    const common = {
      kind: 'show',
      texts: topologyTexts(),
      inventory: this.inventory.toString(),
    } as const;
    if (!isDmInventory(model)) {
      const notices = [l10n.t('The inventory is not there any more.')];
      const topology = { name: '', nodes: [], edges: [], observedAt: undefined, notices };
      return { ...common, topology };
    }
    const subject = {
      cluster: model.cluster,
      lookup: model.lookup,
      status: statuses.of(this.inventory),
      trouble: statuses.trouble(this.inventory),
      lags: statuses.history(this.inventory),
      time: timeOfDay,
    };
    const name = clusterName(model);
    return { ...common, topology: { ...topologyOf(subject, clock.now()), name } };
  }
}
