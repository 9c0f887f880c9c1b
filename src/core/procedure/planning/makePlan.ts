import * as l10n from '@vscode/l10n';
import type { Cluster } from '../../cluster/cluster';
import { allInstances } from '../../cluster/readCluster';
import { targetInstances, targetName } from '../../cluster/target';
import type { ClusterStatus } from '../../status/clusterStatus';
import { type Baseline, baselineOf } from '../baseline';
import { procedureById } from '../catalog';
import type { Check } from '../check';
import { type Endpoint, endpointOf } from '../endpoint';
import { type ReadParameters, readParameters } from '../parameters/readParameters';
import { targetOf } from '../parameters/targetParameters';
import { clusterAfter, editedInventoryChecks } from '../parts/editedInventory';
import type { ReadyPlan } from '../plan';
import type { Procedure, ProcedureId, ProcedureInput } from '../procedure';
import { standardDeadline, withDeadline } from '../run/verifyDeadline';
import { whereaboutsOf } from '../whereabouts';
import { finalStep, stagedTexts } from './draftSteps';

export interface PlanRequest {
  readonly cluster: Cluster;
  readonly procedure: ProcedureId;
  /** As given, by id; what is missing gets its default. */
  readonly parameters: Readonly<Record<string, string>>;
  /** What was found running; undefined when it was not read, and then `statusReason` says why. */
  readonly status?: ClusterStatus | undefined;
  readonly statusReason?: string;
  /** hosts.ini of the deployment; undefined when there is none. */
  readonly hostsText?: string | undefined;
  /** Directory of the deployment on the control machine, absolute. */
  readonly deployment: string;
  /** What the operator knows the directory by; without it, by its path. */
  readonly directoryName?: string;
  readonly inventory: string;
  /** What ran on the affected DM-workers before they were stopped last. */
  readonly lastStop?: Baseline['subtasks'];
  /** Value of `-i`, where the inventory is not ansible.cfg's own. */
  readonly inventoryArgument: string | undefined;
  /** Milliseconds that ports, subtasks and tasks have to come back. */
  readonly verifyDeadline?: number | undefined;
}

/**
 * A plan without the checks and the environment that need the control machine. Pure. A parameter
 * that can't be taken is a check that blocks, and then there are no steps.
 */
export function makePlan(request: PlanRequest): ReadyPlan {
  return planOf(procedureById(request.procedure), request);
}

export function planOf(procedure: Procedure, request: Omit<PlanRequest, 'procedure'>): ReadyPlan {
  const { cluster, status, hostsText, inventory, inventoryArgument, lastStop = [] } = request;
  const known = { cluster, status, hostsText };
  const read = readParameters(procedure.parameters, request.parameters, known);
  const base = { ...known, parameters: read.values };
  const target = procedure.target?.(base) ?? targetOf(base);
  const instances = targetInstances(cluster, target);
  const place = { ...base, target, instances };
  const affected = procedure.affected?.(place) ?? instances.map(endpointOf);
  const baseline = baselineOf(status, affected);
  const input: ProcedureInput = { ...place, inventory, inventoryArgument, lastStop, baseline };
  const isMade = read.problems.length === 0;
  const drafts = isMade ? procedure.steps(input) : [];
  const deadline = request.verifyDeadline ?? standardDeadline;
  const after = clusterAfter(cluster, inventory, drafts);
  const clusterName = cluster.name ?? request.directoryName ?? request.deployment;
  const whereabouts = whereaboutsOf(cluster, after, affected);
  return {
    version: 2,
    procedure: procedure.id,
    manual: procedure.manual,
    title: procedure.title(targetName(clusterName, target), base),
    clusterName,
    deployment: request.deployment,
    inventory,
    target,
    parameters: withoutSecrets(procedure, read),
    steps: drafts.map((draft) => withDeadline(finalStep(draft), deadline)),
    staged: stagedTexts(drafts),
    affected,
    ...(whereabouts === undefined ? {} : { whereabouts }),
    notes: isMade ? procedure.notes(input) : [],
    corrections: isMade ? (procedure.corrections?.(input) ?? []) : [],
    checks: isMade
      ? [
          ...editedInventoryChecks(cluster, after),
          ...(procedure.checks?.(input) ?? []),
          ...liveChecks(procedure, input, affected, request.statusReason),
        ]
      : parameterChecks(read),
    openItems: isMade ? (procedure.openItems?.(input) ?? []) : [],
    wantsName: procedure.wantsName(target),
    ...(procedure.wantsModal?.(input) === true ? { wantsModal: true } : {}),
    environment: {},
    // A replaced DM-master is asked at its new address.
    masterAddress: masterAddress(after),
    dmctlVersion: undefined,
    inventoryHash: undefined,
    baseline,
    earlier: [],
  };
}

const parameterChecks = ({ problems }: ReadParameters): readonly Check[] =>
  problems.map(({ id, sentence }) => ({ id: `parameter-${id}`, status: 'block', sentence }));

/** What could not be read is a warning that says why, never a silent pass. */
function liveChecks(
  procedure: Procedure,
  input: ProcedureInput,
  affected: readonly Endpoint[],
  statusReason: string | undefined,
): readonly Check[] {
  // Tasks and locks are theirs alone: a monitor may restart without a look at them.
  const isLooked = procedure.liveChecks !== undefined && affected.some(hasTasks);
  if (!isLooked && procedure.needsStatus === undefined) return [];
  const { status } = input;
  const reason =
    status === undefined
      ? (statusReason ?? l10n.t('nobody asked it'))
      : status.master.kind === 'unknown'
        ? status.master.reason
        : undefined;
  const checks = status === undefined ? [] : (procedure.liveChecks?.({ ...input, status }) ?? []);
  if (reason === undefined) return checks;
  return [...checks, procedure.needsStatus === true ? statusNeeded(reason) : statusUnknown(reason)];
}

const hasTasks = ({ component }: Endpoint): boolean =>
  component === 'dm-worker' || component === 'dm-master';

const statusNeeded = (reason: string): Check => ({
  id: 'live-state',
  status: 'block',
  sentence: l10n.t(
    'The state of the running cluster is not known, so nobody can tell which tasks have to be stopped and started again. Bring DM-master up, then plan again: {0}',
    reason,
  ),
});

const statusUnknown = (reason: string): Check => ({
  id: 'live-state',
  status: 'warn',
  sentence: l10n.t(
    'The state of the running cluster is not known, so tasks and sharding DDL locks were not looked at: {0}',
    reason,
  ),
});

function withoutSecrets(
  { parameters }: Procedure,
  { values }: ReadParameters,
): Readonly<Record<string, string>> {
  const secrets = new Set(parameters.filter(({ kind }) => kind === 'secret').map(({ id }) => id));
  return Object.fromEntries(Object.entries(values).filter(([id]) => !secrets.has(id)));
}

/** dmctl.toml holds the first host of dm_master_servers; this is where dmctl is sent to. */
function masterAddress(cluster: Cluster): string | undefined {
  const master = allInstances(cluster).find(({ component }) => component === 'dm-master');
  return master?.port.value === undefined ? undefined : `${master.host.value}:${master.port.value}`;
}
