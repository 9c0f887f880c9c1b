import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { ClusterTree, registerClusterTree } from './vscode/clusterTree';
import { registerCommands } from './vscode/commands';
import { Inventories } from './vscode/inventories';
import { restoreInstance, revealInInventory } from './vscode/inventoryCommands';
import { registerInventoryLanguage } from './vscode/inventoryLanguage';
import { createOutput } from './vscode/output';
import { RunBadges } from './vscode/runBadges';

/**
 * Composition root of the extension in a browser, as on vscode.dev: the language and the tree. There
 * is no process and no connection, so nothing can be run.
 */
export function activate(context: vscode.ExtensionContext): void {
  if (vscode.l10n.bundle !== undefined) l10n.config({ contents: vscode.l10n.bundle });

  const { channel, logger, reportError, showLog } = createOutput();
  const inventories = new Inventories(logger);
  const badges = new RunBadges();

  context.subscriptions.push(
    channel,
    inventories,
    badges,
    registerClusterTree(new ClusterTree(inventories, badges)),
    registerInventoryLanguage(inventories, reportError, { canRun: false }),
    registerCommands(
      {
        'dmCluster.clusters.refresh': () => {
          inventories.refresh();
        },
        'dmCluster.instance.restore': (...args) => restoreInstance(args, inventories),
        'dmCluster.inventory.reveal': (...args) => revealInInventory(args),
        'dmCluster.log.show': showLog,
      },
      reportError,
    ),
  );
}

// Everything is disposed of through the context's subscriptions.
export function deactivate(): void {}
