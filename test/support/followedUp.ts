import { clusterOf, sample } from './clusters';
import { type FakeRun, fakeRun } from './fakeRun';
import { master, planFor, worker1 } from './plansFor';
import { statusOf } from './statuses';

const deployment = '/ws/dm';

/** A restart of DM-master, which has forgotten a task. */
export function forgetful(): FakeRun {
  const tasks = [{ name: 'gone', status: 'Running', workers: [] }];
  const status = statusOf(clusterOf(sample), { master: { tasks } });
  const plan = planFor('restart-master', master, { method: 'rolling', status });
  return fakeRun({ ...plan, deployment });
}

/** A stop of a DM-worker that a sharding DDL lock waits for. */
export function locked(): FakeRun {
  const owner = '127.0.0.2:8262';
  const lock = {
    id: 'orders-`a`.`b`',
    task: 'orders',
    owner,
    ddls: [],
    synced: [owner],
    unsynced: [],
  };
  const status = statusOf(clusterOf(sample), { master: { locks: [lock] } });
  return fakeRun({ ...planFor('stop', worker1, { status }), deployment });
}
