import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { ansibleSettings } from './node/ansibleSettings';
import { createLocalMachine } from './node/localMachine';
import { createRunStore } from './node/runStore';
import { SshMachines } from './node/sshMachines';
import { systemClock } from './node/systemClock';
import { ClusterTree } from './vscode/clusterTree';
import { registerClusterView } from './vscode/clusterView';
import { registerCommands } from './vscode/commands';
import type { DeploymentFactory } from './vscode/controlMachines';
import { Forwardings } from './vscode/forwardings';
import type { CommandId } from './vscode/ids';
import { followInterruptedRuns } from './vscode/interruptedRuns';
import { Inventories } from './vscode/inventories';
import { restoreInstance, revealInInventory } from './vscode/inventoryCommands';
import { registerInventoryLanguage } from './vscode/inventoryLanguage';
import { noStatuses } from './vscode/noStatuses';
import { openHandlers } from './vscode/openThings';
import type { OperationParts } from './vscode/operations';
import { createOutput } from './vscode/output';
import { encryptToClipboard } from './vscode/passwordCommand';
import { PlanDocuments, registerPlanDocuments } from './vscode/plans';
import { type FilesOf, registerRemoteFileSystem } from './vscode/remoteFileSystem';
import { openRemoteDeployment } from './vscode/remoteOpen';
import { createRemotePrompter } from './vscode/remotePrompts';
import { RunBadges } from './vscode/runBadges';
import { Runs } from './vscode/runs';
import { operationHandlers, showMore } from './vscode/targetCommands';

/** What tests and other extensions may look at. */
export interface ExtensionApi {
  /** The view "DM Clusters" as data. */
  readonly tree: Pick<ClusterTree, 'getChildren' | 'getTreeItem' | 'onDidChangeTreeData'>;
}

/** Composition root: constructs the parts and registers them. Nothing is read or run here. */
export function activate(context: vscode.ExtensionContext): ExtensionApi {
  if (vscode.l10n.bundle !== undefined) l10n.config({ contents: vscode.l10n.bundle });

  const { channel, logger, reportError, showLog } = createOutput();
  const remote = new SshMachines({ prompter: createRemotePrompter(), logger });
  const filesOf: FilesOf = (authority) => remote.at(authority).files;
  const inventories = new Inventories(logger);
  const forwardings = new Forwardings();
  const badges = new RunBadges();
  const runs = new Runs(badges, systemClock, logger);
  const plans = new PlanDocuments();
  const statuses = noStatuses(undefined);
  const tree = new ClusterTree(inventories, badges, statuses);
  const parts: OperationParts = {
    inventories,
    forwardings,
    deployments: deployments(remote),
    plans,
    runs,
    reportError,
    memory: context.globalState,
  };

  context.subscriptions.push(
    channel,
    remote,
    forwardings,
    inventories,
    badges,
    runs,
    registerClusterView({ tree, inventories, statuses, reportError }),
    registerInventoryLanguage(inventories, reportError, { canRun: true }),
    registerPlanDocuments(plans),
    registerRemoteFileSystem(filesOf),
    registerCommands<CommandId>(
      {
        ...operationHandlers(parts),
        ...openHandlers(parts),
        'dmCluster.clusters.refresh': () => {
          inventories.refresh();
        },
        'dmCluster.instance.restore': (...args) => restoreInstance(args, inventories),
        'dmCluster.inventory.reveal': (...args) => revealInInventory(args),
        'dmCluster.target.more': (...args) => showMore(args, parts),
        'dmCluster.run.show': () => {
          runs.show();
        },
        'dmCluster.run.cancel': () => {
          runs.cancel();
        },
        'dmCluster.password.encrypt': encryptToClipboard,
        'dmCluster.log.show': showLog,
        'dmCluster.remote.open': () => openRemoteDeployment(filesOf),
      },
      reportError,
    ),
  );
  // After activation, not in it: a run that outlived its window is found by its lock file.
  setImmediate(() => {
    followInterruptedRuns(parts).catch(reportError);
  });
  return { tree };
}

// Everything is disposed of through the context's subscriptions.
export function deactivate(): void {}

function deployments(remote: SshMachines): DeploymentFactory {
  const local = createLocalMachine();
  return {
    local: (path) => ({
      machine: local,
      path,
      store: createRunStore(local, path, systemClock),
      environment: ansibleSettings(process.env),
    }),
    // The login there brings its own environment: nothing of this computer's is passed on.
    remote: (authority, path) => {
      const machine = remote.at(authority);
      return { machine, path, store: createRunStore(machine, path, systemClock), environment: {} };
    },
  };
}
