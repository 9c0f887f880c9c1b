import assert from 'node:assert/strict';
import { text, value, workersOf } from './control/answers';
import { type Sandbox, startSandbox } from './sandbox';

const lock = 'test-`shard_db`.`shard_table`';
const ddl = 'USE `shard_db`; ALTER TABLE `shard_db`.`shard_table` ADD COLUMN `c2` int(11);';

describe('stand-in sharding DDL locks', () => {
  let sandbox: Sandbox;
  let one: string;
  let two: string;

  before(async () => {
    sandbox = await startSandbox({ started: true });
    one = await sandbox.dm.address('dm_worker1');
    two = await sandbox.dm.address('dm_worker2');
  });

  after(() => sandbox.dispose());

  beforeEach(async () => {
    await sandbox.dm.startTask({ name: 'test', sharding: true });
  });

  afterEach(async () => {
    await sandbox.dm.releaseUnlock();
    await sandbox.dm.ask('stop-task', 'test');
    assert.deepEqual(await taskWorkers(), []);
  });

  it('resolves by itself as soon as all workers have met the DDL', async () => {
    await sandbox.dm.provokeLock('test', ['dm_worker2']);
    assert.deepEqual(await locks(), [
      { ID: lock, task: 'test', owner: two, DDLs: [ddl], synced: [two], unsynced: [one] },
    ]);
    const [, waiting] = workersOf(await sandbox.dm.ask('query-status', 'test'));
    const subtask = value(waiting, 'subTaskStatus', 0);
    assert.equal(text(subtask, 'unresolvedDDLLockID'), lock);
    assert.deepEqual(value(subtask, 'sync', 'blockingDDLs'), [ddl]);
    const firstPos = text(subtask, 'sync', 'syncerBinlog');
    assert.deepEqual(value(subtask, 'sync', 'unresolvedGroups'), [
      {
        target: '`shard_db`.`shard_table`',
        DDLs: [ddl],
        firstPos,
        synced: ['`shard_db_2`.`shard_table_1`', '`shard_db_2`.`shard_table_2`'],
        unsynced: [],
      },
    ]);
    assert.equal(value(subtask, 'sync', 'synced'), false);
    await sandbox.dm.shardingDdl('dm_worker1', 'test');
    assert.deepEqual(await locks(), []);
    assert.deepEqual(await waitingFor(), ['', '']);
  });

  it('shows the locks of a task or of a worker', async () => {
    await sandbox.dm.provokeLock('test', ['dm_worker1']);
    const shown = async (...args: readonly string[]) => (await locks(...args)).length;
    assert.deepEqual(
      [await shown('test'), await shown('-w', two), await shown('other'), await shown('-w', 'x:1')],
      [1, 1, 0, 0],
    );
    await sandbox.dm.shardingDdl('dm_worker2', 'test');
  });

  it('waits for a worker that is gone for good: scenario 1', async () => {
    const { owner, worker } = await sandbox.dm.scenario(1, 'test');
    assert.deepEqual([owner, worker], ['dm_worker1', 'dm_worker2']);
    assert.deepEqual(await locks(), [
      { ID: lock, task: 'test', owner: one, DDLs: [ddl], synced: [one], unsynced: [two] },
    ]);
    const unlocked = await sandbox.dm.ask('unlock-ddl-lock', lock);
    assert.equal(value(unlocked, 'result'), false);
    assert.match(text(unlocked, 'msg'), /owner ExecuteDDL successfully, so DDL lock removed/);
    const [executed, skipped] = workersOf(unlocked);
    assert.deepEqual(executed, { result: true, worker: one, msg: '' });
    assert.match(text(skipped, 'msg'), /rpc error: code = Unavailable/);
    assert.deepEqual(await locks(), []);
    await sandbox.restart('dm_worker2');
  });

  it('begins a new lock for a worker that restarted before it skipped: scenario 2', async () => {
    await sandbox.dm.scenario(2, 'test');
    assert.deepEqual(await locks(), [
      { ID: lock, task: 'test', owner: two, DDLs: [ddl], synced: [two], unsynced: [one] },
    ]);
    assert.deepEqual(await waitingFor(), ['', lock]);
    assert.deepEqual(await sandbox.dm.ask('unlock-ddl-lock', `--worker=${two}`, lock), {
      result: true,
      msg: '',
      workers: [{ result: true, worker: two, msg: '' }],
    });
    assert.deepEqual(await locks(), []);
    assert.deepEqual(await waitingFor(), ['', '']);
  });

  it('leaves a worker waiting that could not be reached: scenario 3', async () => {
    await sandbox.dm.scenario(3, 'test');
    assert.deepEqual(await locks(), []);
    assert.deepEqual(await waitingFor(), ['', lock]);
    const broken = await sandbox.dm.ask('break-ddl-lock', '-w', two, '--skip', 'test');
    assert.deepEqual(broken, {
      result: true,
      msg: '',
      workers: [{ result: true, worker: two, msg: '' }],
    });
    assert.deepEqual(await waitingFor(), ['', '']);
    const again = await sandbox.dm.ask('break-ddl-lock', '-w', two, '--exec', 'test');
    assert.equal(text(again, 'workers', 0, 'result'), 'false');
  });

  it('is held between the owner and the others as long as a test wants', async () => {
    await sandbox.dm.holdUnlock();
    await sandbox.dm.provokeLock('test', ['dm_worker1', 'dm_worker2']);
    assert.deepEqual(await locks(), []);
    assert.deepEqual(await waitingFor(), ['', lock]);
    await sandbox.dm.releaseUnlock();
    assert.deepEqual(await waitingFor(), ['', '']);
  });

  it('survives a restart of dm-master, which asks the workers', async () => {
    await sandbox.dm.provokeLock('test', ['dm_worker1']);
    const before = await locks();
    assert.equal(before.length, 1);
    await sandbox.restart('dm_master');
    assert.deepEqual(await locks(), before);
    assert.deepEqual(await taskWorkers(), [one, two]);
    await sandbox.dm.shardingDdl('dm_worker2', 'test');
    assert.deepEqual(await locks(), []);
  });

  it('survives a restart of a worker that waits', async () => {
    await sandbox.dm.provokeLock('test', ['dm_worker1']);
    const before = await locks();
    await sandbox.restart('dm_worker1');
    assert.deepEqual(await locks(), before);
    assert.deepEqual(await waitingFor(), [lock, '']);
    await sandbox.dm.shardingDdl('dm_worker2', 'test');
    assert.deepEqual(await waitingFor(), ['', '']);
  });

  it('stays when the owner can not execute the DDL, but for --force-remove', async () => {
    const fails = 'Error 1060: Duplicate column name c2';
    await sandbox.dm.provokeLock('test', ['dm_worker1', 'dm_worker2'], { fails });
    assert.equal((await locks()).length, 1);
    const refused = await sandbox.dm.ask('unlock-ddl-lock', lock);
    assert.deepEqual(refused, {
      result: false,
      msg: `owner ${one} ExecuteDDL fail`,
      workers: [{ result: false, worker: one, msg: fails }],
    });
    await sandbox.dm.ask('unlock-ddl-lock', '--owner', two, '--force-remove', lock);
    assert.deepEqual(await locks(), []);
    const absent = await sandbox.dm.ask('unlock-ddl-lock', lock);
    assert.equal(text(absent, 'msg'), `lock with ID ${lock} not found`);
  });

  async function locks(...args: readonly string[]): Promise<unknown[]> {
    return value(await sandbox.dm.ask('show-ddl-locks', ...args), 'locks') as unknown[];
  }

  /** The lock that each worker's subtask waits for. */
  async function waitingFor(): Promise<unknown[]> {
    const workers = workersOf(await sandbox.dm.ask('query-status', 'test'));
    return workers.map((worker) => value(worker, 'subTaskStatus', 0, 'unresolvedDDLLockID'));
  }

  async function taskWorkers(): Promise<unknown> {
    const tasks = value(await sandbox.dm.ask('query-status'), 'tasks') as unknown[];
    return tasks.length === 0 ? [] : value(tasks, 0, 'workers');
  }
});
