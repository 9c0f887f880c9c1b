import type { StandInDm } from './dm';

/** What a tree has to show: a sharding task in Sync on all workers, and one that loads for an hour. */
export async function startSampleTasks(dm: StandInDm): Promise<void> {
  await dm.startTask({ name: 'shard_merge', sharding: true });
  await dm.startTask({ name: 'history', mode: 'all', workers: ['dm_worker1'] });
  const total = 220_000_000_000;
  await dm.setSubtask('dm_worker1', 'history', {
    unit: 'Load',
    load: { total, finished: total / 4, seconds: 3600 },
  });
}
