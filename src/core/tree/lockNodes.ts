import * as l10n from '@vscode/l10n';
import type { DdlLock } from '../dmctl/results';
import type { LostLock, MasterStatus } from '../status/clusterStatus';
import { lockSentence } from '../status/lockSentence';
import { current, type Live, observed } from './live';
import { ranges } from './ranges';
import { oldWords } from './taskNodes';
import { type TreeNode, treeNode } from './treeNode';
import { joined } from './words';

/** The sharding DDL locks that DM-master holds, and those that it lost; no node where there is none. */
export function locksNodes(master: MasterStatus, live: Live): readonly TreeNode[] {
  if (master.kind === 'unknown') return [];
  const { locks, lostLocks, observedAt } = master;
  // What does not resolve itself comes first.
  const all: readonly (DdlLock | LostLock)[] = [...lostLocks, ...locks];
  if (all.length === 0) return [];
  return [
    treeNode({
      id: 'locks',
      kind: 'locks',
      label: l10n.t('DDL locks'),
      description: joined(String(all.length), oldWords(observedAt, live)),
      ...observed(observedAt, live),
      isOpen: true,
      children: () =>
        ranges(
          'locks',
          all,
          ({ id }) => id,
          (lock) =>
            'owner' in lock ? lockNode(lock, observedAt, live) : lostNode(lock, observedAt, live),
        ),
    }),
  ];
}

function lockNode(lock: DdlLock, observedAt: number, live: Live): TreeNode {
  const { id, task, owner, ddls, synced, unsynced } = lock;
  const names = (workers: readonly string[]): string => workers.map(live.nameOf).join(', ');
  const members = [...new Set([owner, ...synced, ...unsynced])].filter((worker) => worker !== '');
  return treeNode({
    id: `lock:${id}`,
    kind: 'lock',
    label: id,
    description: joined(
      l10n.t('owner {0}', live.nameOf(owner)),
      unsynced.length > 0 ? l10n.t('waits for {0}', names(unsynced)) : l10n.t('all synced'),
    ),
    tooltip: [
      l10n.t('DDL lock of task {0}', task),
      l10n.t('Owner: {0}', withAddress(owner, live)),
      l10n.t('Synced: {0}', synced.length === 0 ? l10n.t('none') : names(synced)),
      l10n.t('Not synced: {0}', unsynced.length === 0 ? l10n.t('none') : names(unsynced)),
    ].join('\n'),
    verbatim: ddls,
    ...observed(observedAt, live),
    subject: { kind: 'lock', id, task },
    children: () =>
      ranges(`lock:${id}`, members, live.nameOf, (worker) => memberNode(lock, worker, live)),
  });
}

/** It is handled as what it is: a subtask that waits. */
function lostNode(lost: LostLock, observedAt: number, live: Live): TreeNode {
  const { id, task, worker, ddls } = lost;
  return treeNode({
    id: `lost-lock:${id}/worker:${worker}`,
    kind: 'lock',
    label: id,
    description: l10n.t('{0} waits for it, DM-master does not have it', live.nameOf(worker)),
    look: current('warning', live),
    tooltip: [
      l10n.t('DDL lock of task {0}', task),
      lockSentence({
        trouble: 'unreachable-during-unlock',
        lock: { unsynced: [] },
        workers: [live.nameOf(worker)],
      }),
    ].join('\n'),
    verbatim: ddls,
    ...observed(observedAt, live),
    subject: { kind: 'subtask', task, worker },
  });
}

function memberNode(lock: DdlLock, worker: string, live: Live): TreeNode {
  const name = live.nameOf(worker);
  const isOwner = worker === lock.owner;
  const isSynced = lock.synced.includes(worker);
  return treeNode({
    id: `lock:${lock.id}/worker:${worker}`,
    kind: 'lock-worker',
    label: name,
    description: joined(
      isOwner ? l10n.t('owner') : '',
      isSynced ? l10n.t('synced') : l10n.t('not synced'),
      name === worker ? '' : worker,
    ),
    look: current(isSynced ? 'done' : 'waiting', live),
    tooltip: withAddress(worker, live),
  });
}

function withAddress(worker: string, live: Live): string {
  const name = live.nameOf(worker);
  return name === worker ? worker : `${name} (${worker})`;
}
