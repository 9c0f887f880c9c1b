import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Clock } from './core/ports/clock';
import { takeStatus } from './core/status/takeStatus';
import { Deployments } from './node/deployments';
import { systemClock } from './node/systemClock';
import { ClusterStatuses, type TakeStatus } from './vscode/clusterStatuses';
import { ClusterTree } from './vscode/clusterTree';
import { registerClusterView } from './vscode/clusterView';
import { registerCommands } from './vscode/commands';
import type { DeploymentFactory } from './vscode/controlMachines';
import { deploymentHandlers } from './vscode/deploymentCommands';
import { Forwardings } from './vscode/forwardings';
import type { CommandId } from './vscode/ids';
import { registerInterruptedRuns } from './vscode/interruptedRuns';
import { Inventories } from './vscode/inventories';
import { inventoryHandlers } from './vscode/inventoryCommands';
import { registerInventoryLanguage } from './vscode/inventoryLanguage';
import { machinesInSight } from './vscode/machinesInSight';
import { once } from './vscode/once';
import type { OperationParts } from './vscode/operations';
import { createOutput } from './vscode/output';
import { registerPlanLenses } from './vscode/planCommands';
import { PlanDocuments, registerPlanDocuments } from './vscode/plans';
import { type FilesOf, registerRemoteFileSystem } from './vscode/remoteFileSystem';
import { openRemoteDeployment } from './vscode/remoteOpen';
import { createRemotePrompter } from './vscode/remotePrompts';
import { RunBadges } from './vscode/runBadges';
import { Runs } from './vscode/runs';
import type { RunsTree } from './vscode/runsTree';
import { registerRunsView } from './vscode/runsView';
import { TopologyPanels } from './vscode/topologyPanels';
import { WaitingRuns } from './vscode/waitingRuns';

/** What tests and other extensions may look at. */
export interface ExtensionApi {
  /** The view "DM Clusters" as data. */
  readonly tree: Pick<ClusterTree, 'getChildren' | 'getTreeItem' | 'onDidChangeTreeData'>;
  readonly statuses: Pick<ClusterStatuses, 'of' | 'trouble' | 'onDidChange'>;
  /** The view "Runs" as data. */
  readonly runs: Pick<RunsTree, 'getChildren' | 'getTreeItem' | 'onDidChangeTreeData'>;
}

/** Composition root: constructs the parts and registers them. Nothing is read or run here. */
export function activate(context: vscode.ExtensionContext): ExtensionApi {
  if (vscode.l10n.bundle !== undefined) l10n.config({ contents: vscode.l10n.bundle });

  const { channel, logger, reportError, showLog } = createOutput();
  const reach = once(() => new Deployments({ prompter: createRemotePrompter(), logger }));
  const filesOf: FilesOf = (authority) => reach.get().files(authority);
  const inventories = new Inventories(logger);
  const forwardings = new Forwardings();
  const badges = new RunBadges();
  const runs = new Runs(badges, clock, logger);
  const plans = new PlanDocuments();
  const deployments: DeploymentFactory = {
    local: (path) => reach.get().local(path),
    remote: (authority, path) => reach.get().remote(authority, path),
  };
  const sweep: TakeStatus = (...args) => takeStatus(...args);
  const statuses = new ClusterStatuses({ inventories, deployments, sweep, clock, logger });
  const tree = new ClusterTree(inventories, badges, statuses, reportError);
  const extension = context.extensionUri;
  const topologies = new TopologyPanels({ inventories, statuses, clock, extension, reportError });
  const parts: OperationParts = {
    inventories,
    forwardings,
    readStatus: (cluster, deployment, signal) =>
      takeStatus(cluster, deployment, { clock, signal, previous: undefined }),
    deployments,
    plans,
    runs,
    clock,
    reportError,
    memory: context.globalState,
  };
  const runsView = registerRunsView({ ...parts, logger });
  const waiting = new WaitingRuns({ ...parts, badges, statuses, histories: runsView.histories });
  context.subscriptions.push(
    channel,
    { dispose: () => reach.made()?.dispose() },
    forwardings,
    inventories,
    badges,
    runs,
    runs.onDidEnd(() => {
      statuses.lookAgain();
    }),
    statuses,
    topologies,
    runsView.registration,
    waiting,
    registerClusterView({ tree, inventories, statuses, reportError }),
    registerInventoryLanguage(inventories, reportError, { canRun: true }),
    registerInterruptedRuns(parts),
    registerPlanDocuments(plans),
    registerPlanLenses(plans),
    registerRemoteFileSystem(filesOf, machinesInSight(statuses)),
    registerCommands<CommandId>(
      {
        ...deploymentHandlers({ ...parts, histories: runsView.histories, waiting }),
        ...inventoryHandlers(inventories, statuses),
        'dmCluster.topology.show': (...args) => topologies.show(args),
        'dmCluster.log.show': showLog,
        'dmCluster.remote.open': () => openRemoteDeployment(filesOf),
      },
      reportError,
    ),
  );
  return { tree, statuses, runs: runsView.tree };
}

// Everything is disposed of through the context's subscriptions.
export function deactivate(): void {}

// node/ is a file that is read at its first use, which no activation should be.
const clock: Clock = {
  now: () => systemClock.now(),
  sleep: (...args) => systemClock.sleep(...args),
};
