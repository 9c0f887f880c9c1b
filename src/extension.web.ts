import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { ClusterTree } from './vscode/clusters/clusterTree';
import { registerClusterView } from './vscode/clusters/clusterView';
import { noStatuses } from './vscode/clusters/noStatuses';
import { registerCommands } from './vscode/commands';
import { Inventories } from './vscode/inventories/inventories';
import { inventoryHandlers } from './vscode/inventoryCommands';
import { registerInventoryLanguage } from './vscode/language/inventoryLanguage';
import { createOutput } from './vscode/output';
import { RunBadges } from './vscode/runs/runBadges';

/**
 * Composition root of the extension in a browser, as on vscode.dev: the language and the tree. There
 * is no process and no connection, so nothing can be run.
 */
export function activate(context: vscode.ExtensionContext): void {
  if (vscode.l10n.bundle !== undefined) l10n.config({ contents: vscode.l10n.bundle });

  const { channel, logger, reportError, showLog } = createOutput();
  const inventories = new Inventories(logger);
  const badges = new RunBadges();
  const statuses = noStatuses(
    l10n.t('In a browser there is no control machine to look at the cluster from.'),
  );
  const tree = new ClusterTree(inventories, badges, statuses, reportError);

  context.subscriptions.push(
    channel,
    inventories,
    badges,
    registerClusterView({ tree, inventories, statuses, reportError }),
    registerInventoryLanguage(inventories, reportError, { canRun: false }),
    registerCommands(
      {
        ...inventoryHandlers(inventories, statuses),
        'dmCluster.log.show': showLog,
      },
      reportError,
    ),
  );
}

// Everything is disposed of through the context's subscriptions.
export function deactivate(): void {}
