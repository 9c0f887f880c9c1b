import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { record, text } from '../../core/topology/parseParts';
import { clusterName } from '../clusters/clusterName';
import { isElement } from '../clusters/clusterTree';
import { topologyView } from '../ids';
import type { Inventories } from '../inventories/inventories';
import { TopologyPanel, type TopologyParts } from './topologyPanel';

/** The drawings that are open: one for each cluster; those of the last window come back. */
export class TopologyPanels implements vscode.WebviewPanelSerializer, vscode.Disposable {
  private readonly panels = new Map<string, TopologyPanel>();
  private readonly registration: vscode.Disposable;

  constructor(private readonly parts: TopologyParts) {
    this.registration = vscode.window.registerWebviewPanelSerializer(topologyView, this);
  }

  /** The command: from the tree with a cluster, from the palette with nothing. */
  async show([argument]: readonly unknown[]): Promise<void> {
    const inventory = inventoryOf(argument) ?? (await pickInventory(this.parts.inventories));
    if (inventory === undefined) return;
    const open = this.panels.get(inventory.toString());
    if (open !== undefined) {
      open.reveal();
      return;
    }
    const title = l10n.t('Topology');
    const panel = vscode.window.createWebviewPanel(topologyView, title, vscode.ViewColumn.Active);
    this.add(panel, inventory);
  }

  /** A tab of the window that was closed: its page has kept which inventory it drew. */
  deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const address = text(record(state)?.['inventory']);
    // A tab that was closed before its page was told anything has nothing to come back to.
    if (address === undefined || address === '') panel.dispose();
    else this.add(panel, vscode.Uri.parse(address, true));
    return Promise.resolve();
  }

  dispose(): void {
    this.registration.dispose();
    for (const panel of this.panels.values()) panel.dispose();
  }

  private add(panel: vscode.WebviewPanel, inventory: vscode.Uri): void {
    const key = inventory.toString();
    const added = new TopologyPanel(panel, inventory, this.parts);
    this.panels.set(key, added);
    panel.onDidDispose(() => {
      if (this.panels.get(key) === added) this.panels.delete(key);
      added.dispose();
    });
  }
}

function inventoryOf(argument: unknown): vscode.Uri | undefined {
  if (argument instanceof vscode.Uri) return argument;
  // Also of an inventory with an error: another cluster is not what was asked for.
  return isElement(argument) ? argument.model.uri : undefined;
}

async function pickInventory(inventories: Inventories): Promise<vscode.Uri | undefined> {
  const models = await inventories.all();
  const [only] = models;
  if (only === undefined) {
    await vscode.window.showInformationMessage(
      l10n.t('There is no DM inventory in this workspace.'),
    );
    return undefined;
  }
  if (models.length === 1) return only.uri;
  const items = models.map((model) => ({
    label: clusterName(model),
    description: vscode.workspace.asRelativePath(model.uri, true),
    uri: model.uri,
  }));
  return (await vscode.window.showQuickPick(items, { title: l10n.t('Topology') }))?.uri;
}
