import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Clock } from './core/ports/clock';
import { takeStatus } from './core/status/takeStatus';
import { Deployments } from './node/deployments';
import { systemClock } from './node/systemClock';
import { ClusterStatuses, type TakeStatus } from './vscode/clusters/clusterStatuses';
import { ClusterTree } from './vscode/clusters/clusterTree';
import { registerClusterView } from './vscode/clusters/clusterView';
import { registerCommands } from './vscode/commands';
import { deploymentHandlers } from './vscode/deploymentCommands';
import type { CommandId } from './vscode/ids';
import { Inventories } from './vscode/inventories/inventories';
import { inventoryHandlers } from './vscode/inventoryCommands';
import { registerInventoryLanguage } from './vscode/language/inventoryLanguage';
import { once } from './vscode/once';
import { Forwardings } from './vscode/opening/forwardings';
import { createOutput } from './vscode/output';
import type { OperationParts } from './vscode/procedures/operations';
import { registerPlanLenses } from './vscode/procedures/planCommands';
import { PlanDocuments, registerPlanDocuments } from './vscode/procedures/plans';
import type { DeploymentFactory } from './vscode/remote/controlMachines';
import { machinesInSight } from './vscode/remote/machinesInSight';
import { type FilesOf, registerRemoteFileSystem } from './vscode/remote/remoteFileSystem';
import { openRemoteDeployment } from './vscode/remote/remoteOpen';
import { createRemotePrompter } from './vscode/remote/remotePrompts';
import { registerInterruptedRuns } from './vscode/runs/interruptedRuns';
import { RunBadges } from './vscode/runs/runBadges';
import { Runs } from './vscode/runs/runs';
import type { RunsTree } from './vscode/runs/runsTree';
import { registerRunsView } from './vscode/runs/runsView';
import { WaitingRuns } from './vscode/runs/waitingRuns';
import { TopologyPanels } from './vscode/topology/topologyPanels';

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
