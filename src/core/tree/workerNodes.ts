import * as l10n from '@vscode/l10n';
import type { RelayStatus, SubtaskStatus, UnitProgress } from '../dmctl/results';
import type { InstanceStatus } from '../status/clusterStatus';
import { lostLocksOf } from '../status/lostLocks';
import { current, type Live, observed, stageLook } from './live';
import { type TreeNode, treeNode } from './treeNode';
import { errorCount, errorText, joined, lagWords, positionWords } from './words';

/** What a DM-worker does: its relay log and its subtasks. */
export function workerNodes(id: string, seen: InstanceStatus, live: Live): readonly TreeNode[] {
  const { worker, address } = seen;
  if (worker === undefined || address === undefined) return [];
  return [
    ...(worker.relay === undefined ? [] : [relayNode(id, worker.relay, address, seen, live)]),
    ...worker.subtasks.map((subtask) =>
      subtaskNode(`${id}/task:${subtask.task}`, subtask.task, subtask, address, seen, live),
    ),
  ];
}

function relayNode(
  id: string,
  relay: RelayStatus,
  worker: string,
  { observedAt }: InstanceStatus,
  live: Live,
): TreeNode {
  const hasErrors = relay.errors.length > 0;
  const at = relay.relay && positionWords(relay.relay);
  const upstream = relay.master && positionWords(relay.master);
  const distance = relay.isCaughtUp
    ? l10n.t('caught up')
    : upstream && l10n.t('upstream at {0}', upstream);
  return treeNode({
    id: `${id}/relay`,
    kind: 'relay',
    label: l10n.t('Relay log'),
    description: joined(relay.stage, errorCount(relay.errors), at, distance),
    look: current(stageLook(relay.stage, hasErrors), live),
    words: [relay.stage.toLowerCase(), ...(hasErrors ? ['error'] : [])],
    tooltip: lines([
      l10n.t('Relay log of {0}', live.nameOf(worker)),
      l10n.t('Stage: {0}', relay.stage),
      upstream && l10n.t('Upstream: {0}', withGtid(upstream, relay.masterGtid)),
      at && l10n.t('Pulled: {0}', withGtid(at, relay.relayGtid)),
      relay.relaySubDirectory !== '' && l10n.t('Directory: {0}', relay.relaySubDirectory),
    ]),
    verbatim: relay.errors.map(errorText),
    ...observed(observedAt, live),
    subject: { kind: 'relay', worker },
  });
}

/** A subtask below its worker, labelled with the task, or below its task, with the worker. */
export function subtaskNode(
  id: string,
  label: string,
  subtask: SubtaskStatus,
  worker: string,
  { lags, observedAt }: InstanceStatus,
  live: Live,
): TreeNode {
  const { task, stage, unit, errors, unresolvedDdlLock } = subtask;
  const lag = lags.find((candidate) => candidate.task === task);
  const isWaiting = unresolvedDdlLock !== undefined && unresolvedDdlLock !== '';
  const isLost = lostLocksOf(live.status, worker).some((lost) => lost.task === task);
  return treeNode({
    id,
    kind: 'subtask',
    label,
    description: joined(
      stage,
      unit,
      errorCount(errors),
      isWaiting ? waitWords(isLost) : '',
      progressWords(subtask.progress, lagWords(lag)),
    ),
    look: current(isLost ? 'warning' : stageLook(stage, errors.length > 0), live),
    words: [
      stage.toLowerCase(),
      ...(errors.length > 0 ? ['error'] : []),
      ...(isWaiting ? ['waiting'] : []),
    ],
    tooltip: lines([
      l10n.t('Task {0} on {1}', task, live.nameOf(worker)),
      l10n.t('Stage: {0}', stage),
      l10n.t('Unit: {0}', unit),
      ...progressLines(subtask.progress, lagWords(lag)),
      isWaiting && l10n.t('DDL lock: {0}', unresolvedDdlLock),
    ]),
    verbatim: errors.map(errorText),
    ...observed(observedAt, live),
    subject: { kind: 'subtask', task, worker },
  });
}

const waitWords = (isLost: boolean): string =>
  isLost ? l10n.t('waits for a lost DDL lock') : l10n.t('waits for a DDL lock');

function progressWords(progress: UnitProgress, lag: string): string {
  switch (progress.kind) {
    case 'none':
      return '';
    case 'load':
      return progress.progress;
    case 'sync':
      return progress.isSynced ? l10n.t('synced') : lag;
  }
}

function progressLines(progress: UnitProgress, lag: string): readonly (string | false)[] {
  switch (progress.kind) {
    case 'none':
      return [];
    case 'load':
      return [l10n.t('Loaded: {0}', progress.progress)];
    case 'sync': {
      const { master, masterGtid, syncer, syncerGtid, totalEvents, recentTps } = progress;
      return [
        master !== undefined &&
          l10n.t('Upstream: {0}', withGtid(positionWords(master), masterGtid)),
        syncer !== undefined && l10n.t('Synced: {0}', withGtid(positionWords(syncer), syncerGtid)),
        lag !== '' && l10n.t('Lag: {0}', lag),
        l10n.t('Events: {0}, {1} a second', totalEvents, recentTps),
        ...progress.blockingDdls.map((ddl) => l10n.t('Waits with: {0}', ddl)),
      ];
    }
  }
}

const withGtid = (position: string, gtid: string): string =>
  gtid === '' ? position : `${position} (${gtid})`;

const lines = (parts: readonly (string | false | undefined)[]): string =>
  parts.filter((part) => part !== false && part !== undefined && part !== '').join('\n');
