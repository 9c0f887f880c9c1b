import assert from 'node:assert/strict';
import { type Operator, operatorOf, type Wanted } from './procedures';
import { askWorkers, locks, stages } from './world';

const aliases = ['dm_worker1', 'dm_worker2'];
const below =
  (alias: string, kind: 'subtask' | 'relay', task?: string): Wanted =>
  ({ node: { subject }, parent }) =>
    subject?.kind === kind &&
    parent?.node.label === alias &&
    (subject.kind !== 'subtask' || subject.task === task);

describe('actions on what runs, from the tree', () => {
  let operator: Operator;
  before(async () => {
    operator = await operatorOf({ workers: 2, started: true });
  });

  it('pause a task on all workers and resume it on one', async () => {
    const { sandbox } = operator;
    await sandbox.dm.startTask({ name: 'orders' });
    await operator.succeed(
      'dmCluster.task.pause',
      ({ node }) => node.subject?.kind === 'task' && node.subject.task === 'orders',
    );
    const seen = await stages(sandbox, 'orders', ...aliases);
    assert.deepEqual(seen, ['dm_worker1 Paused', 'dm_worker2 Paused']);
    await operator.succeed('dmCluster.task.resume', below('dm_worker2', 'subtask', 'orders'));
    const later = await stages(sandbox, 'orders', ...aliases);
    assert.deepEqual(later, ['dm_worker1 Paused', 'dm_worker2 Running']);
    await sandbox.dm.ask('stop-task', 'orders');
  });

  it('pause and resume the relay log of one worker', async () => {
    const relays = async () =>
      (await askWorkers(operator.sandbox, ...aliases)).map(({ relayStatus }) => relayStatus?.stage);
    await operator.succeed('dmCluster.relay.pause', below('dm_worker1', 'relay'));
    assert.deepEqual(await relays(), ['Paused', 'Running']);
    await operator.succeed('dmCluster.relay.resume', below('dm_worker1', 'relay'));
    assert.deepEqual(await relays(), ['Running', 'Running']);
  });

  // Manual: "手动处理 Sharding DDL Lock", its three scenarios.
  for (const number of [1, 2, 3] as const) {
    it(`resolve a sharding DDL lock: scenario ${number}`, async () => {
      const { sandbox } = operator;
      const task = `shards${number}`;
      await sandbox.dm.startTask({ name: task, sharding: true });
      const { lock, worker } = await sandbox.dm.scenario(number, task);
      // In the third one DM-master has no lock any more: the subtask waits.
      const node: Wanted =
        number === 3
          ? below(worker, 'subtask', task)
          : ({ node: { subject } }) => subject?.kind === 'lock' && subject.id === lock;
      const { plan } = await operator.succeed('dmCluster.lock.handle', node);
      assert.match(plan.notes.join('\n'), /ALTER TABLE/);
      if (number === 1) await sandbox.restart(worker);
      assert.deepEqual(await locks(sandbox, ...aliases), { held: [], waitedFor: [] });
      await sandbox.dm.ask('stop-task', task);
    });
  }
});
