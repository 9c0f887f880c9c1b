import * as l10n from '@vscode/l10n';
import type { Cluster, Instance } from '../../cluster/cluster';
import { allInstances } from '../../cluster/readCluster';
import type { Target } from '../../cluster/target';
import type { DdlLock, WorkerStatus } from '../../dmctl/results';
import { instanceAddress } from '../../status/instanceAddress';
import type { Choice, Parameter, ParameterInput } from '../parameter';

/** A task by its name. What DM-master lists is proposed; what it could not ask may be named too. */
export const taskParameter: Parameter = {
  id: 'task',
  kind: 'text',
  label: () => l10n.t('Task'),
  help: () => l10n.t('The name of the task, as query-status lists it.'),
  isRequired: true,
  choices: ({ status }) =>
    status?.master.kind === 'known'
      ? status.master.tasks.map((task) => ({
          value: task.name,
          label: `${task.name} (${task.status})`,
        }))
      : [],
};

/** A DM-worker by its alias; one that the inventory lacks, by its address. */
export const workerParameter: Parameter = {
  id: 'instance',
  kind: 'choice',
  label: () => l10n.t('DM-worker'),
  help: () => l10n.t('The alias of a DM-worker.'),
  isRequired: true,
  choices: workerChoices,
};

/** A DM-worker alone; without one, all that run the task. */
export const someWorkerParameter: Parameter = {
  ...workerParameter,
  help: () => l10n.t('The alias of a DM-worker; without one, all that run the task.'),
  isRequired: false,
  isAsked: () => false,
};

function workerChoices({ cluster, status }: ParameterInput): readonly Choice[] {
  const known = workersOf(cluster).map(({ alias, address }) => ({
    value: alias,
    label: `${alias} (${address})`,
  }));
  const strangers = (status?.drift ?? []).flatMap((drift) =>
    drift.kind === 'worker-not-in-inventory' ? [drift.address] : [],
  );
  return [...known, ...strangers.map((address) => ({ value: address, label: address }))];
}

/** The address of the DM-worker that was chosen; undefined when none was. */
export function chosenWorker({ cluster, parameters }: ParameterInput): string | undefined {
  const name = parameters['instance'];
  return workersOf(cluster).find(({ alias }) => alias === name)?.address ?? name;
}

/** The same as dmctl's commands have it. */
export function chosenWorkers(input: ParameterInput): { readonly workers?: readonly string[] } {
  const worker = chosenWorker(input);
  return worker === undefined ? {} : { workers: [worker] };
}

/** The DM-worker that was chosen, else all of them. */
export function workerTarget({ cluster, parameters }: ParameterInput): Target {
  const name = parameters['instance'];
  return workersOf(cluster).some(({ alias }) => alias === name) && name !== undefined
    ? { kind: 'instance', component: 'dm-worker', alias: name }
    : { kind: 'component', component: 'dm-worker' };
}

/** How an address is shown: by its alias where the inventory has one. */
export function workerName(cluster: Cluster, address: string): string {
  return workersOf(cluster).find((worker) => worker.address === address)?.alias ?? address;
}

/** Addresses of all DM-workers of the inventory. */
export const workerAddresses = (cluster: Cluster): readonly string[] =>
  workersOf(cluster).map(({ address }) => address);

/** Sharding DDL locks of a task, as far as they are known. */
export function locksOf({ status }: ParameterInput, task: string | undefined): readonly DdlLock[] {
  if (status?.master.kind !== 'known') return [];
  return status.master.locks.filter((lock) => lock.task === task);
}

/** What DM-master tells of the workers, by address. */
export function workerStatuses({ status }: ParameterInput): readonly WorkerStatus[] {
  return [...(status?.instances.values() ?? [])].flatMap(({ worker }) => worker ?? []);
}

function workersOf(cluster: Cluster): readonly (Instance & { readonly address: string })[] {
  return allInstances(cluster).flatMap((instance) => {
    const address = instanceAddress(instance);
    return instance.component === 'dm-worker' && address !== undefined
      ? [{ ...instance, address }]
      : [];
  });
}
