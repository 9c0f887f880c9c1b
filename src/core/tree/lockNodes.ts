import * as l10n from '@vscode/l10n';
import type { DdlLock } from '../dmctl/results';
import type { MasterStatus } from '../status/clusterStatus';
import { current, type Live } from './live';
import { ranges } from './ranges';
import { oldWords } from './taskNodes';
import { type TreeNode, treeNode } from './treeNode';
import { joined } from './words';

/** The sharding DDL locks that DM-master holds; no node where there is none. */
export function locksNodes(master: MasterStatus, live: Live): readonly TreeNode[] {
  if (master.kind === 'unknown' || master.locks.length === 0) return [];
  const { locks, observedAt } = master;
  return [
    treeNode({
      id: 'locks',
      kind: 'locks',
      label: l10n.t('DDL locks'),
      description: joined(String(locks.length), oldWords(observedAt, live)),
      observedAt,
      isOpen: true,
      children: () =>
        ranges(
          'locks',
          locks,
          ({ id }) => id,
          (lock) => lockNode(lock, observedAt, live),
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
    observedAt,
    subject: { kind: 'lock', id, task },
    children: () =>
      ranges(`lock:${id}`, members, live.nameOf, (worker) => memberNode(lock, worker, live)),
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
