import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Cluster } from '../../core/cluster/cluster';
import { componentById } from '../../core/cluster/components';
import { allInstances } from '../../core/cluster/readCluster';
import type { Target } from '../../core/cluster/target';
import { isCancelled, refusalOf, throwIfCancelled } from '../../core/errors/cancelled';
import { ExpectedError } from '../../core/errors/expectedError';
import type { Clock } from '../../core/ports/clock';
import { procedureById } from '../../core/procedure/catalog';
import type { Override } from '../../core/procedure/check';
import { targetParameters } from '../../core/procedure/parameters/targetParameters';
import type { Plan, ReadyPlan } from '../../core/procedure/plan';
import { isSamePlan } from '../../core/procedure/planning/planLenses';
import { preparePlan } from '../../core/procedure/planning/preparePlan';
import type { ProcedureId } from '../../core/procedure/procedure';
import type { RunState } from '../../core/procedure/run/runState';
import type { ClusterStatus } from '../../core/status/clusterStatus';
import { directoryName } from '../clusters/clusterName';
import type { Inventories } from '../inventories/inventories';
import { type DmInventoryModel, isDmInventory, openDocument } from '../inventories/inventoryReader';
import type { Forwardings } from '../opening/forwardings';
import { type Deployment, type DeploymentFactory, openDeployment } from '../remote/controlMachines';
import type { ErrorReporter } from '../reportError';
import { offerHolder } from '../runs/lockedDeployment';
import { tellEnd } from '../runs/runNotices';
import type { Runs } from '../runs/runs';
import { verifyDeadline } from '../settings';
import { confirmPlan } from './confirmPlan';
import { savePlan } from './planCommands';
import { type PlanDocuments, planText } from './plans';
import { otherMethod, rememberedMethod, rememberMethod } from './restartMethod';

export interface OperationRequest {
  readonly inventory: vscode.Uri;
  readonly procedure: ProcedureId;
  readonly target: Target;
  /** By id; without them, those that name the target. */
  readonly parameters?: Readonly<Record<string, string>>;
}

export interface OperationParts {
  readonly inventories: Inventories;
  readonly deployments: DeploymentFactory;
  readonly forwardings: Forwardings;
  /** What runs now. Rejects with `ExpectedError` when the control machine does not answer. */
  readonly readStatus: ReadStatus;
  readonly plans: PlanDocuments;
  readonly runs: Runs;
  readonly clock: Clock;
  /** For what goes wrong after a command is over. */
  readonly reportError: ErrorReporter;
  /** Where the operator's choice of the restart method is remembered. */
  readonly memory: vscode.Memento;
}

export type ReadStatus = (
  cluster: Cluster,
  deployment: Deployment,
  signal: AbortSignal,
) => Promise<ClusterStatus>;

/**
 * One operation from the click to its result: plan, confirmation, run, and what to do if it went
 * wrong. `pressed` is the plan in which "Run" was pressed. Resolves with the run's last state, or
 * undefined when nothing was run.
 */
export async function operate(
  request: OperationRequest,
  parts: OperationParts,
  pressed?: Plan,
): Promise<RunState | undefined> {
  if (!vscode.workspace.isTrusted) {
    throw new ExpectedError(
      'untrusted',
      l10n.t('Playbooks run only in a trusted workspace. Trust this workspace first.'),
    );
  }
  const deployment = openDeployment(
    vscode.Uri.joinPath(request.inventory, '..'),
    parts.deployments,
  );
  const holder = await deployment.store.lockHolder();
  if (holder !== undefined && !(await offerHolder(holder, deployment, parts.runs)))
    return undefined;
  const agreed = await planAndConfirm(request, deployment, parts, pressed);
  if (agreed === undefined) return undefined;
  const open = await deployment.store.begin(agreed.plan, agreed.overrides);
  const end = await parts.runs.follow(open, deployment);
  // The command is done when the run is; what the operator makes of the message comes later.
  sayEnd(end, request, parts).catch(parts.reportError);
  return end;
}

/** A plan shown is the plan that runs: what changed meanwhile is planned, shown and asked again. */
async function planAndConfirm(
  request: OperationRequest,
  deployment: Deployment,
  parts: OperationParts,
  pressed: Plan | undefined,
): Promise<{ readonly plan: ReadyPlan; readonly overrides: readonly Override[] } | undefined> {
  let before = pressed;
  let wanted = request;
  for (;;) {
    const current = wanted;
    const model = await freshModel(current, parts.inventories);
    const plan = await prepare(current, model, deployment, parts);
    const isPressed = before !== undefined && isSamePlan(before, plan);
    if (!isPressed) {
      if (before !== undefined) sayChanged();
      await parts.plans.show(plan, () => operate(current, parts, plan));
    }
    before = undefined;
    const decision = await confirmPlan(plan, {
      isPressed,
      saveAndPlanAgain: async () => {
        await openDocument(request.inventory)?.save();
        await operate(current, parts).catch(parts.reportError);
      },
      saveAsMarkdown: () => savePlan(plan.title, planText(plan)),
    });
    switch (decision.kind) {
      case 'run':
        if (await isUnchanged(model, deployment)) return { plan, overrides: decision.overrides };
        before = plan;
        break;
      case 'no':
        return undefined;
      case 'other-method': {
        const method = otherMethod(plan.parameters);
        await rememberMethod({ method }, parts.memory);
        // What was named goes before what is remembered.
        const { parameters } = current;
        if (parameters !== undefined)
          wanted = { ...current, parameters: { ...parameters, method } };
      }
    }
  }
}

/** Whether the inventory is what the plan was made from: a plan may be read for a long time. */
async function isUnchanged(
  { uri, inventory }: DmInventoryModel,
  { machine, path }: Deployment,
): Promise<boolean> {
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  return (
    openDocument(uri)?.isDirty !== true &&
    (await machine.readText(`${path}/${name}`)) === inventory.text
  );
}

/** Not waited for: the new plan and the question come at once. */
function sayChanged(): void {
  void vscode.window.showWarningMessage(
    l10n.t(
      'Something has changed since the plan was made, so it was planned again. Read the new plan before you confirm it.',
    ),
  );
}

/** The inventory as it is now. */
export async function currentModel(
  inventory: vscode.Uri,
  inventories: Inventories,
): Promise<DmInventoryModel> {
  inventories.forget(inventory);
  const model = await inventories.get(inventory);
  if (isDmInventory(model)) return model;
  throw new ExpectedError(
    'inventory-missing',
    l10n.t(
      '{0} does not exist any more, or holds no DM group. Nothing was run.',
      vscode.workspace.asRelativePath(inventory),
    ),
  );
}

async function freshModel(
  { inventory, target, parameters }: OperationRequest,
  inventories: Inventories,
): Promise<DmInventoryModel> {
  const model = await currentModel(inventory, inventories);
  const isThere =
    // Parameters are judged one by one, and may well name what is to be created.
    parameters !== undefined ||
    target.kind === 'cluster' ||
    allInstances(model.cluster).some(
      ({ component, alias }) =>
        component === target.component && (target.kind === 'component' || alias === target.alias),
    );
  // After a parse error the plan is shown all the same, with the error as the reason it can't run.
  if (isThere || model.inventory.error !== undefined) return model;
  const name = target.kind === 'instance' ? target.alias : componentById(target.component).id;
  throw new ExpectedError(
    'target-missing',
    l10n.t('{0} is not in the inventory any more. Nothing was run.', name),
  );
}

function prepare(
  { procedure, target, parameters }: OperationRequest,
  model: DmInventoryModel,
  deployment: Deployment,
  parts: OperationParts,
): Thenable<ReadyPlan> {
  return withCancel(l10n.t('Preparing the plan'), async (signal) => {
    const inventory = model.uri.path.slice(model.uri.path.lastIndexOf('/') + 1);
    const live =
      procedureById(procedure).liveChecks === undefined
        ? {}
        : await readLive(model, deployment, parts, signal);
    throwIfCancelled(signal);
    return preparePlan(
      {
        cluster: model.cluster,
        procedure,
        parameters: parameters ?? {
          ...targetParameters(target),
          ...rememberedMethod(procedure, parts.memory),
        },
        ...live,
        deployment: deployment.path,
        directoryName: directoryName(model),
        inventory,
        verifyDeadline: verifyDeadline(),
      },
      { text: model.inventory.text, problems: model.problems, isUnsaved: model.isUnsaved },
      deployment,
      signal,
    );
  });
}

/** What runs now, for choices; an operator who does not want to wait goes on without. */
export async function statusFor(
  model: DmInventoryModel,
  deployment: Deployment,
  parts: OperationParts,
): Promise<{ readonly status?: ClusterStatus }> {
  try {
    return await withCancel(l10n.t('Asking the cluster'), (signal) =>
      readLive(model, deployment, parts, signal),
    );
  } catch (error) {
    if (!isCancelled(error)) throw error;
    return {};
  }
}

/** A cluster that can't be asked keeps nobody from planning: the plan says so. */
async function readLive(
  { cluster, inventory }: DmInventoryModel,
  deployment: Deployment,
  { readStatus }: OperationParts,
  signal: AbortSignal,
): Promise<{ readonly status?: ClusterStatus; readonly statusReason?: string }> {
  if (inventory.error !== undefined) return {};
  try {
    return { status: await readStatus(cluster, deployment, signal) };
  } catch (error) {
    return { statusReason: refusalOf(error).message };
  }
}

/** Rejects with `cancelled` when the operator cancels, also when the work took no notice of it. */
function withCancel<T>(title: string, work: (signal: AbortSignal) => Promise<T>): Thenable<T> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (_progress, token) => {
      const stop = new AbortController();
      token.onCancellationRequested(() => {
        stop.abort();
      });
      const done = await work(stop.signal);
      throwIfCancelled(stop.signal);
      return done;
    },
  );
}

/** Tells how a run ended and what can be done about it, until there is nothing more to be done. */
export async function sayEnd(
  state: RunState,
  { inventory }: Pick<OperationRequest, 'inventory'>,
  parts: OperationParts,
): Promise<void> {
  await tellEnd(state, vscode.Uri.joinPath(inventory, '..'), {
    ...parts,
    start: (target) => operate({ inventory, procedure: 'start', target }, parts),
    followUp: (followUp) => operate({ inventory, target: { kind: 'cluster' }, ...followUp }, parts),
  });
}
