import * as l10n from '@vscode/l10n';
import type { Instance } from '../cluster/cluster';
import type { RelayStatus, SubtaskStatus, WorkerStatus } from '../dmctl/results';
import { type ClusterStatus, type InstanceStatus, instanceKey } from '../status/clusterStatus';
import type { LagHistory, LagSample } from '../status/lagHistory';
import { lostLocksOf } from '../status/lostLocks';
import { positionWords } from '../tree/words';
import { lagText } from './lagText';
import { sparklineOf } from './sparkline';
import type { NodeLag, TopologyNode } from './topology';

interface WorkerSubject {
  readonly status: ClusterStatus | undefined;
  readonly lags: LagHistory;
}

type WorkerParts = Pick<TopologyNode, 'facts' | 'alerts' | 'marks' | 'lag'>;

/** What a DM-worker's box says beyond its name: relay, tasks with positions, errors, locks, lag. */
export function workerParts(
  { status, lags }: WorkerSubject,
  instance: Instance,
  now: number,
): WorkerParts {
  const seen = status?.instances.get(instanceKey(instance));
  const worker = seen?.worker;
  const relay = worker?.relay;
  const troubles = [
    ...(seen === undefined || seen.reason === '' ? [] : [{ mark: '', alert: seen.reason }]),
    ...(worker === undefined ? [] : ofWorker(worker)),
    ...(status === undefined || seen === undefined ? [] : ofLocks(status, seen)),
    ...lostLocksOf(status, seen?.address).map(({ task, id }) => ({
      mark: l10n.t('waits for a lost lock'),
      alert: l10n.t('Task {0} waits for DDL lock {1}, which DM-master does not have.', task, id),
    })),
  ];
  return {
    facts: [
      ...(relay === undefined ? [] : [relayText(relay)]),
      ...(worker?.subtasks.map((subtask) => subtaskText(subtask, seen)) ?? []),
    ],
    alerts: troubles.map(({ alert }) => alert),
    marks: [...new Set(troubles.map(({ mark }) => mark).filter((mark) => mark !== ''))],
    lag: lagOf(seen, lags.get(instanceKey(instance)) ?? [], now),
  };
}

interface Trouble {
  /** Empty where the state's own word says it. */
  readonly mark: string;
  readonly alert: string;
}

function ofWorker({ isOk, message, relay, subtasks }: WorkerStatus): readonly Trouble[] {
  const error = l10n.t('error');
  return [
    ...(isOk || message === '' ? [] : [{ mark: error, alert: message }]),
    ...(relay?.stage === 'Paused'
      ? [{ mark: l10n.t('relay paused'), alert: l10n.t('The relay is paused.') }]
      : []),
    ...(relay?.errors.map(({ message: text }) => ({
      mark: error,
      alert: l10n.t('Relay: {0}', text),
    })) ?? []),
    ...subtasks.flatMap(({ task, stage, errors }) => [
      ...(stage === 'Paused'
        ? [{ mark: l10n.t('task paused'), alert: l10n.t('Task {0} is paused.', task) }]
        : []),
      ...errors.map(({ message: text }) => ({ mark: error, alert: `${task}: ${text}` })),
    ]),
  ];
}

function ofLocks({ master }: ClusterStatus, { address }: InstanceStatus): readonly Trouble[] {
  if (master.kind !== 'known' || address === undefined) return [];
  return master.locks.flatMap(({ id, owner, synced, unsynced }) => {
    if (unsynced.includes(address)) {
      return [
        {
          mark: l10n.t('lock waits for it'),
          alert: l10n.t('DDL lock {0} waits for this worker.', id),
        },
      ];
    }
    if (owner === address) {
      return [
        { mark: l10n.t('owns a lock'), alert: l10n.t('It owns DDL lock {0}, which waits.', id) },
      ];
    }
    return synced.includes(address)
      ? [{ mark: l10n.t('held by a lock'), alert: l10n.t('DDL lock {0} holds this worker.', id) }]
      : [];
  });
}

function relayText({ stage, relay, isCaughtUp }: RelayStatus): string {
  const where = relay === undefined ? '' : ` · ${positionWords(relay)}`;
  return isCaughtUp
    ? l10n.t('Relay {0}, caught up', `${stage}${where}`)
    : l10n.t('Relay {0}, behind the upstream', `${stage}${where}`);
}

function subtaskText(
  { task, stage, unit, progress }: SubtaskStatus,
  seen: InstanceStatus | undefined,
): string {
  const head = `${task}: ${unit} ${stage}`;
  switch (progress.kind) {
    case 'none':
      return head;
    case 'load':
      return `${head} · ${progress.progress}`;
    case 'sync': {
      const lag = seen?.lags.find((candidate) => candidate.task === task);
      const behind = lag === undefined ? '' : lagText(lag);
      const by = behind === '' ? [] : [l10n.t('lag {0}', behind)];
      const at = progress.syncer === undefined ? [] : [positionWords(progress.syncer)];
      return [head, ...by, ...at].join(' · ');
    }
  }
}

function lagOf(
  seen: InstanceStatus | undefined,
  samples: readonly LagSample[],
  now: number,
): NodeLag | undefined {
  const spark = sparklineOf(samples, now);
  const [first, ...rest] = seen?.lags ?? [];
  if (first === undefined) return spark === undefined ? undefined : { text: '', spark };
  const worst = rest.reduce((one, other) => (weight(other) > weight(one) ? other : one), first);
  return { text: lagText(worst), spark };
}

/** For comparing lags that are known in different units: time before files before bytes. */
const weight = ({ seconds, files, bytes }: InstanceStatus['lags'][number]): number =>
  seconds ?? (files ?? 0) * 1e6 + (bytes ?? 0) / 1e6;
