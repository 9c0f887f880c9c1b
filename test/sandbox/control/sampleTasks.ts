import type { StandInDm } from './dm';

/**
 * What a tree has to show: a sharding task in Sync on all workers, the second of which is half a minute behind,
 * and a task that loads for an hour.
 */
export async function startSampleTasks(dm: StandInDm): Promise<void> {
  await dm.startTask({ name: 'shard_merge', sharding: true });
  await dm.setSubtask('dm_worker2', 'shard_merge', { lag: 60_000 });
  await dm.startTask({ name: 'history', mode: 'all', workers: ['dm_worker1'] });
  const total = 220_000_000_000;
  await dm.setSubtask('dm_worker1', 'history', {
    unit: 'Load',
    load: { total, finished: total / 4, seconds: 3600 },
  });
}
