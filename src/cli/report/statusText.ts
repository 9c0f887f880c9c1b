import * as l10n from '@vscode/l10n';
import type { Cluster } from '../../core/cluster/cluster';
import type { SubtaskStatus } from '../../core/dmctl/results';
import type { ClusterStatus, InstanceStatus, MasterStatus } from '../../core/status/clusterStatus';
import type { StatusProblem } from '../../core/status/statusProblems';
import { joined, lagWords, positionWords } from '../../core/tree/words';
import { oneLine, table } from './table';

/** A status as tables, for people; column titles are DM's own words and not translated. */
export function statusText(
  cluster: Cluster,
  status: ClusterStatus,
  problems: readonly StatusProblem[],
): string {
  const instances = [...status.instances.values()];
  const names = new Map(instances.map(({ address, alias }) => [address, alias]));
  const nameOf = (address: string): string => names.get(address) ?? address;
  const sections = [
    heading(cluster, status),
    instanceTable(instances),
    relayTable(instances),
    subtaskTable(instances),
    ...masterTables(status.master, nameOf),
    problemTable(problems),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function heading({ name, version }: Cluster, { startedAt, observedAt }: ClusterStatus): string {
  const time = new Date(observedAt).toISOString();
  const seconds = ((observedAt - startedAt) / 1000).toFixed(1);
  return l10n.t('{0} at {1}, looked at in {2} s', joined(name ?? 'DM', version), time, seconds);
}

const instanceTable = (instances: readonly InstanceStatus[]): string =>
  table(
    ['INSTANCE', 'COMPONENT', 'ADDRESS', 'STATE', 'VERSION'],
    instances.map(({ alias, component, address, state, version }) => [
      alias,
      component,
      address ?? '?',
      state,
      version ?? '',
    ]),
  );

function relayTable(instances: readonly InstanceStatus[]): string {
  const rows = instances.flatMap(({ alias, worker }) => {
    if (worker?.relay === undefined) return [];
    const { stage, relay, master, isCaughtUp } = worker.relay;
    const positions = [relay, master].map((at) => (at === undefined ? '?' : positionWords(at)));
    return [[alias, stage, ...positions, isCaughtUp ? 'yes' : 'no']];
  });
  return table(['RELAY OF', 'STAGE', 'AT', 'UPSTREAM AT', 'CAUGHT UP'], rows);
}

function subtaskTable(instances: readonly InstanceStatus[]): string {
  const rows = instances.flatMap(({ alias, worker, lags }) =>
    (worker?.subtasks ?? []).map((subtask) => {
      const { task, unit, stage } = subtask;
      const lag = lags.find((each) => each.task === task);
      return [task, alias, unit, stage, progressWords(subtask, lagWords(lag))];
    }),
  );
  return table(['TASK', 'WORKER', 'UNIT', 'STAGE', 'PROGRESS'], rows.sort(byTask));
}

const byTask = ([one = '']: readonly string[], [other = '']: readonly string[]): number =>
  one < other ? -1 : Number(one > other);

function progressWords({ progress }: SubtaskStatus, lag: string): string {
  switch (progress.kind) {
    case 'none':
      return '';
    case 'load':
      return progress.progress;
    case 'sync':
      return joined(progress.isSynced ? l10n.t('synced') : '', lag);
  }
}

function masterTables(
  master: MasterStatus,
  nameOf: (address: string) => string,
): readonly string[] {
  if (master.kind === 'unknown') return [oneLine(master.reason)];
  const { tasks, locks } = master;
  const names = (addresses: readonly string[]): string => addresses.map(nameOf).join(',') || '-';
  return [
    table(
      ['TASK', 'STATE', 'WORKERS'],
      tasks.map(({ name, status, workers }) => [name, status, names(workers)]),
    ),
    table(
      ['DDL LOCK', 'TASK', 'OWNER', 'SYNCED', 'UNSYNCED'],
      locks.map(({ id, task, owner, synced, unsynced }) => [
        id,
        task,
        nameOf(owner),
        names(synced),
        names(unsynced),
      ]),
    ),
  ];
}

const problemTable = (problems: readonly StatusProblem[]): string =>
  table(
    ['PROBLEM', ''],
    problems.map(({ severity, sentence }) => [severity, sentence]),
  );
