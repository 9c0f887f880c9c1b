import * as l10n from '@vscode/l10n';
import type { Cluster } from '../cluster/cluster';
import { openDmctl } from '../dmctl/openDmctl';
import { ExpectedError } from '../errors/expectedError';
import type { Clock } from '../ports/clock';
import type { ControlMachine } from '../ports/controlMachine';
import type { WorkerAnswer } from './askEachWorker';
import { askMaster, type MasterAnswer } from './askMaster';
import {
  type ClusterStatus,
  type InstanceStatus,
  instanceKey,
  type MasterStatus,
} from './clusterStatus';
import { parseMasterAddress } from './dmctlConfig';
import { extraAddresses, findDrift, hasWaitedForStranger } from './drift';
import { instanceAddress } from './instanceAddress';
import { judge } from './instanceState';
import { subtaskLags } from './lag';
import { lostLocks } from './lostLocks';
import { type Observed, observeInstances } from './observeInstances';
import { createScope, type Scope } from './scope';
import { strangerSentence } from './strangers';
import { taskStates } from './taskStates';

/** Where the cluster is operated from; `path` is the absolute directory of the deployment. */
export interface StatusPlace {
  readonly machine: ControlMachine;
  readonly path: string;
}

export interface SweepOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** What the sweep before found; undefined at the first. */
  readonly previous: ClusterStatus | undefined;
}

/**
 * One sweep over a cluster: every port, then DM-master's view of the workers that answer. Rejects
 * with `ExpectedError` when the control machine can't be reached, and with `cancelled`.
 */
export async function takeStatus(
  cluster: Cluster,
  place: StatusPlace,
  options: SweepOptions,
): Promise<ClusterStatus> {
  const { clock, previous } = options;
  // Whatever ends the sweep, nothing of it stays under way.
  const scope = createScope(options.signal);
  try {
    const startedAt = clock.now();
    const [observed, toml] = await Promise.all([
      observeInstances(cluster, place.machine, () => clock.now(), scope),
      readConfig(place),
    ]);
    const answer = await askFor(observed, previous, place, scope);
    const instances = observed.map((each) => instanceStatus(each, answer, previous));
    const observedAt = clock.now();
    return {
      startedAt,
      observedAt,
      instances: new Map(instances.map((instance) => [instanceKey(instance), instance])),
      master: masterStatus(answer, observedAt, previous),
      drift: findDrift(cluster, {
        instances,
        members: answer.kind === 'told' ? answer.members : undefined,
        strangers: strangersOf(answer),
        stillKnown: answer.kind === 'told' ? answer.stillKnown : new Set(),
        waitsForStranger: doesWaitForStranger(answer) && hasWaitedForStranger(previous),
        dmctlMaster: toml === undefined ? undefined : parseMasterAddress(toml),
      }),
    };
  } finally {
    scope.end();
  }
}

/** A file that can't be read says nothing of drift. */
async function readConfig({ machine, path }: StatusPlace): Promise<string | undefined> {
  try {
    return await machine.readText(`${path}/dmctl/dmctl.toml`);
  } catch (error) {
    if (error instanceof ExpectedError && error.code === 'disk') return undefined;
    throw error;
  }
}

async function askFor(
  observed: readonly Observed[],
  previous: ClusterStatus | undefined,
  { machine, path }: StatusPlace,
  scope: Scope,
): Promise<MasterAnswer> {
  const master = observed.find(({ instance }) => instance.component === 'dm-master');
  const masterAddress = master === undefined ? undefined : instanceAddress(master.instance);
  if (master === undefined || masterAddress === undefined) {
    return {
      kind: 'silent',
      reason: l10n.t('The inventory has no DM-master that could be asked.'),
    };
  }
  if (master.observation.kind !== 'answer') {
    const sentence = l10n.t(
      'Tasks and locks are not known: DM-master ({0}) does not answer.',
      master.instance.alias,
    );
    return { kind: 'silent', reason: sentence };
  }
  const workers = observed.filter(({ instance }) => instance.component === 'dm-worker');
  const asked = workers.filter(isSafeToAsk);
  const dmctl = openDmctl(machine, { directory: `${path}/dmctl`, masterAddress });
  const questions = {
    workers: asked.flatMap(({ instance }) => instanceAddress(instance) ?? []),
    wantsMembers: asked.length === workers.length,
    suspects: suspectsOf(workers, previous),
    version: master.observation.version,
  };
  return scope.within((signal) => askMaster(dmctl, questions, signal));
}

function suspectsOf(
  workers: readonly Observed[],
  previous: ClusterStatus | undefined,
): readonly string[] {
  const own = new Set(workers.map(({ instance }) => instanceAddress(instance)));
  return extraAddresses(previous?.drift ?? []).filter((address) => !own.has(address));
}

/**
 * DM-master waits half a minute for a worker that hangs, and all others with it; one that refuses
 * the connection fails at once.
 */
const isSafeToAsk = ({ observation: { kind } }: Observed): boolean =>
  kind === 'answer' || kind === 'refused';

function instanceStatus(
  { instance, observation, metrics, at }: Observed,
  answer: MasterAnswer,
  previous: ClusterStatus | undefined,
): InstanceStatus {
  const { component, alias } = instance;
  const address = instanceAddress(instance);
  const before = previous?.instances.get(instanceKey(instance));
  const judgement = judge(observation, address ?? alias, before, at);
  const found =
    answer.kind === 'told' && component === 'dm-worker' && address !== undefined
      ? answer.workers.get(address)
      : undefined;
  const worker = found?.kind === 'told' ? found.status : undefined;
  return {
    component,
    alias,
    address,
    ...judgement,
    reason: judgement.reason === '' ? oddWorker(found) : judgement.reason,
    observedAt: at,
    version: observation.kind === 'answer' ? observation.version : undefined,
    worker,
    lags: component === 'dm-worker' ? subtaskLags(worker, metrics) : [],
  };
}

/** What DM-master has to say of a worker that is up itself. */
function oddWorker(answer: WorkerAnswer | undefined): string {
  switch (answer?.kind) {
    case 'stranger':
      return strangerSentence();
    case 'silent':
    case 'untold':
      return l10n.t('DM-master tells nothing of it: {0}', answer.reason);
    case 'told':
    case undefined:
      return '';
  }
}

function strangersOf(answer: MasterAnswer): ReadonlySet<string> {
  if (answer.kind === 'silent') return new Set();
  const strangers = [...answer.workers].filter(([, { kind }]) => kind === 'stranger');
  return new Set(strangers.map(([address]) => address));
}

const doesWaitForStranger = (answer: MasterAnswer): boolean =>
  answer.kind === 'told' && answer.waitsForStranger;

function masterStatus(
  answer: MasterAnswer,
  observedAt: number,
  previous: ClusterStatus | undefined,
): MasterStatus {
  if (answer.kind === 'silent') return { kind: 'unknown', reason: answer.reason, observedAt };
  const workers = [...answer.workers.values()].flatMap((worker) =>
    worker.kind === 'told' ? [worker.status] : [],
  );
  const { locks } = answer;
  return {
    kind: 'known',
    tasks: taskStates(workers),
    locks,
    lostLocks: lostLocks(locks, workers, previous),
    ...(answer.waitsForStranger ? { waitsForStranger: true } : {}),
    observedAt,
  };
}
