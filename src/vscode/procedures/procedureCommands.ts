import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { procedureById } from '../../core/procedure/catalog';
import { allOffers, type OfferGroup } from '../../core/procedure/offers';
import { targetOf, targetParameters } from '../../core/procedure/parameters/targetParameters';
import type { Answers } from '../../core/procedure/parameters/wizardSteps';
import { workerName } from '../../core/procedure/parameters/workerParameters';
import type { Procedure, ProcedureId } from '../../core/procedure/procedure';
import type { Subject } from '../../core/tree/treeNode';
import type { ClusterElement } from '../clusters/clusterElement';
import { clusterName } from '../clusters/clusterName';
import { isElement, isLiveElement } from '../clusters/clusterTree';
import { showErrors } from '../clusters/errorDocument';
import type { CommandHandlers } from '../commands';
import type { CommandId } from '../ids';
import { pickTaskFile } from '../navigation/taskFiles';
import { openDeployment } from '../remote/controlMachines';
import { currentModel, type OperationParts, operate, statusFor } from './operations';
import { askParameters, asksFor } from './parameterWizard';
import { pickPlace, placeOf, refuseVanished } from './places';
import { rememberedMethod, rememberMethod } from './restartMethod';

/** Commands, and the procedures that they start. */
const procedures = {
  'dmCluster.cluster.upgrade': 'upgrade',
  'dmCluster.worker.create': 'create-worker',
  'dmCluster.worker.replace': 'replace-worker',
  'dmCluster.worker.remove': 'remove-worker',
  'dmCluster.worker.switchUpstreamVip': 'switch-upstream-vip',
  'dmCluster.worker.switchUpstreamAddress': 'switch-upstream-address',
  'dmCluster.master.replace': 'replace-master',
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

type ProcedureCommandId = keyof typeof procedures;

/** Where a procedure was started, and what is known of its parameters there. */
interface Start {
  readonly inventory: vscode.Uri;
  readonly given: Answers;
}

/** Procedures from the tree, a lens, or the palette, each behind one wizard. */
export function procedureHandlers(
  parts: OperationParts,
): Pick<
  CommandHandlers,
  ProcedureCommandId | 'dmCluster.procedure.start' | 'dmCluster.task.showErrors'
> {
  const entries = Object.entries(procedures).map(([id, procedure]) => [
    id,
    (...args: readonly unknown[]) => startFrom(procedure, args, parts),
  ]);
  return {
    ...(Object.fromEntries(entries) as Pick<CommandHandlers, ProcedureCommandId>),
    'dmCluster.procedure.start': async (...args) => {
      const id = await pickProcedure();
      // From the view's title the editor gives undefined, which says nothing of a node.
      const given = args.filter((arg) => arg !== undefined);
      return id === undefined ? undefined : startFrom(id, given, parts);
    },
    'dmCluster.task.showErrors': (...args) => showErrors(args, parts),
  };
}

/** Asks for what the place does not say, then plans, confirms and runs as ever. */
export async function startFrom(
  id: ProcedureId,
  args: readonly unknown[],
  parts: OperationParts,
): Promise<unknown> {
  const { inventories } = parts;
  const start = startOf(id, args) ?? (await pickStart(id, args, parts));
  if (start === undefined) return undefined;
  const { inventory, given } = start;
  const procedure = procedureById(id);
  const model = await currentModel(inventory, inventories);
  const { cluster, directory } = model;
  const deployment = openDeployment(directory, parts.deployments);
  const hostsText = await deployment.machine.readText(`${deployment.path}/hosts.ini`);
  const offline = { cluster, status: undefined, hostsText };
  // What is looked at for the plan is what answers can be chosen from.
  const isLive = procedure.liveChecks !== undefined && asksFor(procedure, given, offline);
  const known = isLive ? { ...offline, ...(await statusFor(model, deployment, parts)) } : offline;
  const remembered = rememberedMethod(id, parts.memory);
  const answers = await askParameters(proposing(procedure, remembered), given, {
    title: [nameOf(id), given['instance'] ?? given['task'] ?? clusterName(model)].join(' · '),
    known,
    pickFile: (title) => pickTaskFile(deployment, directory, title),
  });
  if (answers === undefined) return undefined;
  await rememberMethod(answers, parts.memory);
  const parameters = { ...remembered, ...answers };
  const input = { ...known, parameters };
  const target = procedure.target?.(input) ?? targetOf(input);
  return operate({ inventory, procedure: id, target, parameters }, parts);
}

/** With what the operator chose last as the default. */
const proposing = ({ parameters }: Procedure, values: Answers): Pick<Procedure, 'parameters'> => ({
  parameters: parameters.map((parameter) => {
    const value = values[parameter.id];
    return value === undefined ? parameter : { ...parameter, default: () => value };
  }),
});

const nameOf = (id: ProcedureId): string =>
  allOffers().find(({ procedure }) => procedure === id)?.name ?? id;

async function pickStart(
  id: ProcedureId,
  args: readonly unknown[],
  parts: OperationParts,
): Promise<Start | undefined> {
  refuseVanished(args);
  const place = await pickPlace({ kind: 'cluster', title: nameOf(id) }, parts.inventories);
  return place === undefined ? undefined : { inventory: place.inventory, given: {} };
}

/** Every procedure of the catalog, in groups. */
async function pickProcedure(): Promise<ProcedureId | undefined> {
  const titles = groupTitles();
  const offers = allOffers();
  const items = offers.flatMap(({ procedure, name, group }, index) => {
    const item = { label: name, description: procedureById(procedure).manual, procedure };
    if (offers[index - 1]?.group === group) return [item];
    const kind = vscode.QuickPickItemKind.Separator;
    return [{ label: titles[group], kind, description: '', procedure: undefined }, item];
  });
  const picked = await vscode.window.showQuickPick(items, {
    title: l10n.t('Start a Procedure'),
    placeHolder: l10n.t('It is planned and shown first; nothing runs before you confirm.'),
    matchOnDescription: true,
  });
  return picked?.procedure;
}

const groupTitles = (): Readonly<Record<OfferGroup, string>> => ({
  run: l10n.t('Start, stop, deploy'),
  change: l10n.t('Change the cluster'),
  upstream: l10n.t('Upstream'),
  task: l10n.t('Tasks, relay logs, locks'),
  care: l10n.t('Care'),
});

/** What the place says; undefined when the command came without one. */
function startOf(id: ProcedureId, args: readonly unknown[]): Start | undefined {
  const [element] = args;
  if (isLiveElement(element, 'task', 'subtask', 'relay', 'lock')) {
    return { inventory: element.model.uri, given: liveParameters(id, element) };
  }
  const place = placeOf(args);
  if (place !== undefined) {
    const ids = procedureById(id).parameters.map((parameter) => parameter.id);
    const given = Object.entries(targetParameters(place.target));
    return {
      inventory: place.inventory,
      given: Object.fromEntries(given.filter(([name]) => ids.includes(name))),
    };
  }
  return isElement(element) ? { inventory: element.model.uri, given: {} } : undefined;
}

/** What an element of what runs says of a procedure's parameters; workers go by their aliases. */
function liveParameters(
  id: ProcedureId,
  {
    model,
    node: { subject },
  }: ClusterElement & {
    readonly node: {
      readonly subject: Extract<Subject, { readonly kind: 'task' | 'subtask' | 'relay' | 'lock' }>;
    };
  },
): Answers {
  const aliasOf = (address: string): string => workerName(model.cluster, address);
  switch (subject.kind) {
    case 'task':
      return id.endsWith('-task') && id !== 'start-task' && id !== 'update-task'
        ? { task: subject.task }
        : {};
    case 'subtask': {
      const instance = aliasOf(subject.worker);
      return id === 'start-task' || id === 'update-task'
        ? { instance }
        : { task: subject.task, instance };
    }
    case 'relay':
      return { instance: aliasOf(subject.worker) };
    case 'lock':
      return { lock: subject.id };
  }
}
