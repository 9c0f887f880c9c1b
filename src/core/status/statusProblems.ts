import * as l10n from '@vscode/l10n';
import type { Cluster } from '../cluster/cluster';
import type { ComponentId } from '../cluster/components';
import { allInstances } from '../cluster/readCluster';
import type { DdlLock, SubtaskStatus, UnitError, WorkerStatus } from '../dmctl/results';
import { summarize } from '../text/summarize';
import { type ClusterStatus, type Drift, type InstanceStatus, instanceKey } from './clusterStatus';
import { instanceAddress } from './instanceAddress';
import { lostLocksOf } from './lostLocks';
import { driftRepair, type Repair } from './repair';

/** Something in the running cluster that a person should look at. */
export interface StatusProblem {
  /** `error`: it does not do its work. `warning`: it may, and somebody has to look. */
  readonly severity: 'error' | 'warning';
  /** What it is, and where that is not plain, what to do; one sentence. */
  readonly sentence: string;
  readonly instance?: Pick<InstanceStatus, 'component' | 'alias'>;
  readonly repair?: Repair;
}

/** All that is wrong with a cluster as far as a status tells, errors first. */
export function statusProblems(status: ClusterStatus, cluster: Cluster): readonly StatusProblem[] {
  const instances = allInstances(cluster);
  const names = new Map(
    instances
      .filter(({ component }) => component === 'dm-worker')
      .map((instance) => [instanceAddress(instance), instance.alias]),
  );
  const nameOf = (address: string): string => names.get(address) ?? address;
  const strangers = new Set(
    status.drift.flatMap((drift) => (drift.kind === 'worker-not-known' ? [drift.alias] : [])),
  );
  const problems = [
    ...instances.flatMap((instance) => {
      const seen = status.instances.get(instanceKey(instance));
      if (seen === undefined) return [];
      // That DM-master does not know a worker is told with its repair, below.
      const isTold = seen.state === 'up' && strangers.has(seen.alias);
      return [...(isTold ? [] : stateProblems(seen)), ...workProblems(seen, status)];
    }),
    ...masterProblems(status, nameOf),
    ...status.drift.map(driftProblem),
  ];
  return [...ofSeverity('error', problems), ...ofSeverity('warning', problems)];
}

const ofSeverity = (
  wanted: StatusProblem['severity'],
  problems: readonly StatusProblem[],
): readonly StatusProblem[] => problems.filter(({ severity }) => severity === wanted);

function stateProblems(seen: InstanceStatus): readonly StatusProblem[] {
  const { component, alias, state, reason } = seen;
  const instance = { component, alias };
  switch (state) {
    case 'up':
      return reason === '' ? [] : [{ severity: 'warning', sentence: said(seen), instance }];
    case 'starting':
      return [];
    case 'unknown':
      return [{ severity: 'warning', sentence: said(seen), instance }];
    case 'down': {
      const target = { kind: 'instance', component, alias } as const;
      const repair = { kind: 'procedure', procedure: 'start', target } as const;
      return [{ severity: 'error', sentence: said(seen), instance, repair }];
    }
  }
}

const said = ({ alias, reason }: InstanceStatus): string => `${alias}: ${reason}`;

/** What DM-master tells of a worker's subtasks and relay. */
function workProblems(
  { component, alias, address, worker }: InstanceStatus,
  status: ClusterStatus,
): readonly StatusProblem[] {
  if (worker === undefined) return [];
  const instance = { component, alias };
  return [
    ...worker.subtasks.flatMap((subtask) => subtaskSentence(alias, subtask)),
    ...relaySentence(alias, worker),
    ...lostLocksOf(status, address).map(({ task, id }) =>
      l10n.t(
        'Task {0} on {1} waits for the DDL lock {2}, which DM-master does not have: it waits for ever. Handle the lock.',
        task,
        alias,
        id,
      ),
    ),
  ].map((sentence) => ({ severity: 'error', sentence, instance }));
}

function subtaskSentence(alias: string, { task, errors }: SubtaskStatus): readonly string[] {
  if (errors.length === 0) return [];
  return [l10n.t('Task {0} on {1}: {2}', task, alias, firstLine(errors))];
}

function relaySentence(alias: string, { relay, subtasks }: WorkerStatus): readonly string[] {
  if (relay === undefined) return [];
  const { stage, errors } = relay;
  if (errors.length > 0) return [l10n.t('Relay of {0}: {1}', alias, firstLine(errors))];
  const waits = subtasks.some((each) => each.stage === 'Running' && each.unit === 'Sync');
  if (!waits || (stage !== 'Paused' && stage !== 'Stopped')) return [];
  return [l10n.t('The relay of {0} is {1}: its tasks get nothing new. Resume it.', alias, stage)];
}

/** The rest of an error is long, and is shown where the subtask is. */
const firstLine = ([error]: readonly UnitError[]): string => error?.message.split('\n')[0] ?? '';

function masterProblems(
  { master, instances }: ClusterStatus,
  nameOf: (address: string) => string,
): readonly StatusProblem[] {
  if (master.kind === 'known') return master.locks.map((lock) => lockProblem(lock, nameOf));
  // A master that is not up has said so already.
  const isUp = [...instances.values()].some(
    ({ component, state }) => component === 'dm-master' && state === 'up',
  );
  return isUp ? [{ severity: 'warning', sentence: master.reason }] : [];
}

function lockProblem(
  { id, owner, unsynced }: DdlLock,
  nameOf: (address: string) => string,
): StatusProblem {
  const sentence =
    unsynced.length > 0
      ? l10n.t('DDL lock {0} waits for {1}.', id, summarize(unsynced.map(nameOf)))
      : l10n.t('DDL lock {0} waits for its owner, {1}.', id, nameOf(owner));
  return { severity: 'warning', sentence };
}

function driftProblem(drift: Drift): StatusProblem {
  const repair = driftRepair(drift);
  const sentence = driftSentence(drift);
  const severity = 'warning';
  switch (drift.kind) {
    case 'worker-not-known':
      return { severity, sentence, repair, instance: instanceOf('dm-worker', drift.alias) };
    case 'version': {
      const [first, ...others] = drift.instances;
      return first !== undefined && others.length === 0
        ? { severity, sentence, repair, instance: instanceOf(drift.component, first.alias) }
        : { severity, sentence, repair };
    }
    case 'worker-not-in-inventory':
    case 'stranger-hangs':
    case 'dmctl-points-elsewhere':
      return { severity, sentence, repair };
  }
}

const instanceOf = (component: ComponentId, alias: string) => ({ component, alias });

function driftSentence(drift: Drift): string {
  switch (drift.kind) {
    case 'worker-not-known':
      return l10n.t(
        'DM-master does not know {0} ({1}): it was not restarted since the inventory changed. Roll dm-master.',
        drift.alias,
        drift.address,
      );
    case 'worker-not-in-inventory':
      return l10n.t(
        'DM-master knows the worker {0}, which the inventory lacks. Roll dm-master.',
        drift.address,
      );
    case 'stranger-hangs':
      return l10n.t(
        'DM-master waits for a worker that does not answer and that the inventory lacks: each look takes longer. Roll dm-master.',
      );
    case 'version':
      return versionSentence(drift);
    case 'dmctl-points-elsewhere':
      return l10n.t(
        'dmctl.toml names the DM-master {0}, the inventory {1}. Roll dmctl.',
        drift.found,
        drift.wanted,
      );
  }
}

function versionSentence({
  component,
  wanted,
  instances,
}: Extract<Drift, { readonly kind: 'version' }>): string {
  const [first, ...others] = instances;
  return first !== undefined && others.length === 0
    ? l10n.t(
        '{0} runs {1}, but dm_version is {2}. Prepare that version (local_prepare.yml), then roll {3}.',
        first.alias,
        first.running,
        wanted,
        component,
      )
    : l10n.t(
        '{0} do not run {1}, which is dm_version. Prepare that version (local_prepare.yml), then roll {2}.',
        summarize(instances.map(({ alias }) => alias)),
        wanted,
        component,
      );
}
