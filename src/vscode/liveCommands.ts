import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { procedureById } from '../core/procedure/catalog';
import type { ProcedureId } from '../core/procedure/procedure';
import { workerName, workerTarget } from '../core/procedure/workerParameters';
import type { Subject } from '../core/tree/treeNode';
import { isElement, isLiveElement } from './clusterTree';
import type { CommandHandlers } from './commands';
import { openDeployment } from './controlMachines';
import { showErrors } from './errorDocument';
import type { CommandId } from './ids';
import { currentModel, type OperationParts, operate, statusFor } from './operations';
import { askParameters, asksFor } from './parameterWizard';
import { pickPlace } from './places';
import { pickTaskFile } from './taskFiles';

/** Commands on what is running, and the procedures behind them. */
const procedures = {
  'dmCluster.task.pause': 'pause-task',
  'dmCluster.task.resume': 'resume-task',
  'dmCluster.task.stop': 'stop-task',
  'dmCluster.task.start': 'start-task',
  'dmCluster.task.update': 'update-task',
  'dmCluster.relay.pause': 'pause-relay',
  'dmCluster.relay.resume': 'resume-relay',
  'dmCluster.relay.purge': 'purge-relay',
  'dmCluster.lock.handle': 'handle-ddl-lock',
  'dmCluster.cluster.refreshTasks': 'refresh-worker-tasks',
  'dmCluster.cluster.rollDmctl': 'roll-dmctl',
  'dmCluster.cluster.checkConnectivity': 'check-connectivity',
} as const satisfies Partial<Record<CommandId, ProcedureId>>;

type LiveCommandId = keyof typeof procedures;

/** Actions on tasks, relay logs, locks and dmctl: from the tree, or from the palette. */
export function liveHandlers(
  parts: OperationParts,
): Pick<CommandHandlers, LiveCommandId | 'dmCluster.task.showErrors'> {
  const entries = Object.entries(procedures).map(([id, procedure]) => [
    id,
    (...args: readonly unknown[]) => actOn(procedure, args[0], parts),
  ]);
  return {
    ...(Object.fromEntries(entries) as Pick<CommandHandlers, LiveCommandId>),
    'dmCluster.task.showErrors': (...args) => showErrors(args, parts),
  };
}

/** Asks for what the element does not say, then plans, confirms and runs as ever. */
async function actOn(id: ProcedureId, element: unknown, parts: OperationParts): Promise<unknown> {
  const procedure = procedureById(id);
  const inventory = isElement(element) ? element.model.uri : await pickInventory(parts);
  if (inventory === undefined) return undefined;
  const model = await currentModel(inventory, parts.inventories);
  const { cluster, directory } = model;
  const given = isLiveElement(element, 'task', 'subtask', 'relay', 'lock')
    ? parametersOf(id, element.node.subject, (address) => workerName(cluster, address))
    : {};
  const deployment = openDeployment(directory, parts.deployments);
  const offline = { cluster, status: undefined, hostsText: undefined };
  const known = asksFor(procedure, given, offline)
    ? { ...offline, ...(await statusFor(model, deployment, parts)) }
    : offline;
  const parameters = await askParameters(procedure, given, {
    title: procedure.title(cluster.name ?? 'DM', { ...known, parameters: given }),
    known,
    pickFile: (title) => pickTaskFile(deployment, directory, title),
  });
  if (parameters === undefined) return undefined;
  const input = { ...known, parameters };
  const target = procedure.target?.(input) ?? workerTarget(input);
  return operate({ inventory, procedure: id, target, parameters }, parts);
}

async function pickInventory(parts: OperationParts): Promise<vscode.Uri | undefined> {
  return (await pickPlace('cluster', l10n.t('Which Cluster?'), parts.inventories))?.inventory;
}

/** What an element of the tree says of a procedure's parameters; workers go by their aliases. */
function parametersOf(
  id: ProcedureId,
  subject: Extract<Subject, { readonly kind: 'task' | 'subtask' | 'relay' | 'lock' }>,
  nameOf: (address: string) => string,
): Readonly<Record<string, string>> {
  switch (subject.kind) {
    case 'task':
      return id.endsWith('-task') && id !== 'start-task' && id !== 'update-task'
        ? { task: subject.task }
        : {};
    case 'subtask': {
      const instance = nameOf(subject.worker);
      return id === 'start-task' || id === 'update-task'
        ? { instance }
        : { task: subject.task, instance };
    }
    case 'relay':
      return { instance: nameOf(subject.worker) };
    case 'lock':
      return { lock: subject.id };
  }
}
