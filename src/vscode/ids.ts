import type { SemanticTokenType } from '../core/language/semanticTokens';

/** Every command the extension registers; package.json contributes the same, a test compares. */
export const commandIds = [
  'dmCluster.clusters.refresh',
  'dmCluster.cluster.start',
  'dmCluster.cluster.stop',
  'dmCluster.cluster.restart',
  'dmCluster.cluster.rollingUpdate',
  'dmCluster.cluster.deploy',
  'dmCluster.component.start',
  'dmCluster.component.stop',
  'dmCluster.component.restart',
  'dmCluster.component.rollingUpdate',
  'dmCluster.component.deploy',
  'dmCluster.instance.start',
  'dmCluster.instance.stop',
  'dmCluster.instance.restart',
  'dmCluster.instance.rollingUpdate',
  'dmCluster.instance.deploy',
  'dmCluster.instance.restore',
  'dmCluster.instance.followLog',
  'dmCluster.instance.openShell',
  'dmCluster.instance.openPage',
  'dmCluster.cluster.openDmctl',
  'dmCluster.cluster.upgrade',
  'dmCluster.worker.create',
  'dmCluster.worker.replace',
  'dmCluster.worker.switchUpstreamVip',
  'dmCluster.worker.switchUpstreamAddress',
  'dmCluster.worker.remove',
  'dmCluster.master.replace',
  'dmCluster.procedure.start',
  'dmCluster.cluster.refreshTasks',
  'dmCluster.cluster.rollDmctl',
  'dmCluster.cluster.checkConnectivity',
  'dmCluster.task.pause',
  'dmCluster.task.resume',
  'dmCluster.task.stop',
  'dmCluster.task.start',
  'dmCluster.task.update',
  'dmCluster.task.showErrors',
  'dmCluster.relay.pause',
  'dmCluster.relay.resume',
  'dmCluster.relay.purge',
  'dmCluster.lock.handle',
  'dmCluster.inventory.reveal',
  'dmCluster.drift.repair',
  'dmCluster.target.more',
  'dmCluster.topology.show',
  'dmCluster.plan.run',
  'dmCluster.plan.save',
  'dmCluster.plan.copy',
  'dmCluster.run.show',
  'dmCluster.run.cancel',
  'dmCluster.run.open',
  'dmCluster.run.resume',
  'dmCluster.run.retry',
  'dmCluster.run.skip',
  'dmCluster.run.confirm',
  'dmCluster.run.undoEdits',
  'dmCluster.run.settleItem',
  'dmCluster.run.close',
  'dmCluster.run.openLog',
  'dmCluster.run.copyCommand',
  'dmCluster.run.export',
  'dmCluster.run.runAgain',
  'dmCluster.run.followUp',
  'dmCluster.runs.refresh',
  'dmCluster.runs.showMore',
  'dmCluster.runs.releaseLock',
  'dmCluster.password.encrypt',
  'dmCluster.log.show',
  'dmCluster.remote.open',
] as const;

export type CommandId = (typeof commandIds)[number];

/** Publisher and name, as package.json says. */
export const extensionId = 'dm-cluster-operations.dm-cluster-operations';

export const clustersView = 'dmCluster.clusters';
export const runsView = 'dmCluster.runs';
/** Type of the webview panels that draw a cluster. */
export const topologyView = 'dmCluster.topology';
export const diagnosticSource = 'dm-cluster';
/** Files of a control machine that is reached over ssh. */
export const remoteScheme = 'dm-control';
export const planScheme = 'dm-plan';
export const inventoryLanguage = 'dm-inventory';

/** What DM-Ansible calls its inventory, and the one of create_users.yml; the language claims both. */
export const usualInventory = 'inventory.ini';
export const hostsInventory = 'hosts.ini';

/** Documents that may be an inventory; whether one is, its content says. */
export const inventorySelector = [
  { language: inventoryLanguage },
  { pattern: '**/*.ini' },
] as const;

/** Behind links to machines; takes an address, so it is in no menu and not in the palette. */
export const machineTerminalCommand = 'dmCluster.machine.openTerminal';

/** Here and not in core, which is not there yet when they are registered. */
export const semanticTokenTypes = [
  'dmVariable',
  'dmUnknownVariable',
  'dmSecret',
  'dmUndefinedGroup',
  'dmAlias',
] as const satisfies readonly SemanticTokenType[];
/** Of `isIneffective`. */
export const semanticTokenModifiers = ['ineffective'] as const;
