import assert from 'node:assert/strict';
import { containsGtidSet, parseGtidSet } from '../../src/core/status/gtidSet';
import { text, value, workersOf } from './control/answers';
import { type Sandbox, startSandbox } from './sandbox';

describe('stand-in DM', () => {
  let sandbox: Sandbox;
  let one: string;
  let two: string;
  let file: string;

  before(async () => {
    sandbox = await startSandbox({ started: true });
    one = await sandbox.dm.address('dm_worker1');
    two = await sandbox.dm.address('dm_worker2');
    file = await sandbox.dm.startTask({ name: 'test', sharding: true });
  });

  after(() => sandbox.dispose());

  it('tells the state of tasks in one word each', async () => {
    assert.deepEqual(await sandbox.dm.ask('query-status'), {
      result: true,
      msg: '',
      tasks: [{ taskName: 'test', taskStatus: 'Running', workers: [one, two] }],
    });
    await sandbox.dm.relay.set('dm_worker2', { stage: 'Paused' });
    assert.equal(await taskStatus(), 'Error - Relay status is Paused');
    await sandbox.dm.relay.set('dm_worker2', { stage: 'Running' });
    await sandbox.dm.fail('dm_worker1', 'test', { message: 'execute statement failed' });
    assert.equal(await taskStatus(), 'Error - Some error occurred in subtask');
    await sandbox.dm.ask('resume-task', 'test');
    assert.equal(await taskStatus(), 'Running');
  });

  it('tells of subtasks and relay as jsonpb prints them', async () => {
    await sandbox.dm.setUpstream('dm_worker1', { rate: 0, gtid: 'uuid:1-7' });
    await sandbox.dm.relay.set('dm_worker1', { gtid: 'uuid:1-6' });
    const [worker] = workersOf(await sandbox.dm.ask('query-status', '-w', one, 'test'));
    const masterBinlog = text(worker, 'relayStatus', 'masterBinlog');
    assert.match(masterBinlog, /^\(mysql-bin\.000003, \d+\)$/);
    const relaySubDir = text(worker, 'relayStatus', 'relaySubDir');
    assert.match(relaySubDir, /^[0-9a-f-]{36}\.000001$/);
    const sync = value(worker, 'subTaskStatus', 0, 'sync') as Record<string, string>;
    const syncerBinlog = masterBinlog.replace('mysql-bin.', 'mysql-bin|000001.');
    assert.deepEqual(worker, {
      result: true,
      worker: one,
      msg: '',
      subTaskStatus: [
        {
          name: 'test',
          stage: 'Running',
          unit: 'Sync',
          result: null,
          unresolvedDDLLockID: '',
          sync: {
            totalEvents: sync['totalEvents'],
            totalTps: sync['totalTps'],
            recentTps: '0',
            masterBinlog,
            masterBinlogGtid: 'uuid:1-7',
            syncerBinlog,
            syncerBinlogGtid: sync['syncerBinlogGtid'],
            blockingDDLs: [],
            unresolvedGroups: [],
            synced: true,
          },
        },
      ],
      relayStatus: {
        masterBinlog,
        masterBinlogGtid: 'uuid:1-7',
        relaySubDir,
        relayBinlog: masterBinlog,
        relayBinlogGtid: 'uuid:1-6',
        relayCatchUpMaster: true,
        stage: 'Running',
        result: null,
      },
      sourceID: 'mysql-replica-01',
    });
    assert.match(sync['totalEvents'] ?? '', /^\d+$/);
    await sandbox.dm.setUpstream('dm_worker1', { gtid: null, rate: 2000 });
    await sandbox.dm.relay.set('dm_worker1', { gtid: null });
  });

  it('prints an empty list on two lines, as jsonpb does', async () => {
    const { stdout } = await sandbox.dm.dmctl(['show-ddl-locks']);
    assert.equal(
      stdout,
      '{\n    "result": true,\n    "msg": "no DDL lock exists",\n    "locks": [\n    ]\n}\n',
    );
  });

  it('tells of other units, which move with time', async () => {
    await sandbox.dm.startTask({ name: 'full', mode: 'full', workers: ['dm_worker2'] });
    const unit = async () => {
      const [worker] = workersOf(await sandbox.dm.ask('query-status', 'full'));
      return value(worker, 'subTaskStatus', 0) as Record<string, unknown>;
    };
    await sandbox.dm.setUnit('dm_worker2', 'full', 'Dump');
    assert.deepEqual((await unit())['dump'], {});
    await sandbox.dm.setUnit('dm_worker2', 'full', 'Load');
    await sandbox.dm.setSubtask('dm_worker2', 'full', {
      load: { total: 1000, finished: 250, seconds: 1e9 },
    });
    const { load } = (await unit()) as { load: Record<string, string> };
    assert.equal(load['finishedBytes'], '250');
    assert.equal(load['totalBytes'], '1000');
    assert.equal(load['progress'], '25.00 %');
    await sandbox.dm.setUnit('dm_worker2', 'full', 'Check');
    assert.equal((await unit())['unit'], 'Check');
    await sandbox.dm.setSubtask('dm_worker2', 'full', {
      unit: 'Load',
      isPinned: false,
      load: { seconds: 1e-6 },
    });
    const finished = await unit();
    assert.equal(finished['stage'], 'Finished');
    assert.deepEqual(finished['result'], { isCanceled: false, errors: [], detail: null });
    await sandbox.dm.ask('stop-task', 'full');
  });

  it('says what is wrong with a subtask', async () => {
    const error = {
      message: 'execute statement failed',
      code: 10006,
      cause: 'Error 1054',
      sql: 'X',
    };
    await sandbox.dm.fail('dm_worker1', 'test', error);
    const [worker] = workersOf(await sandbox.dm.ask('query-status', '-w', one, 'test'));
    const said =
      '[code=10006:class=database:scope=downstream:level=high] execute statement failed: Error 1054';
    assert.deepEqual(value(worker, 'subTaskStatus', 0, 'result'), {
      isCanceled: false,
      errors: [
        {
          Type: 'ExecSQL',
          msg: said,
          error: {
            ErrCode: 10006,
            ErrClass: 1,
            ErrScope: 3,
            ErrLevel: 3,
            Message: 'execute statement failed',
            RawCause: 'Error 1054',
          },
        },
      ],
      detail: null,
    });
    const [first, second] = workersOf(await sandbox.dm.ask('query-error', 'test'));
    assert.equal(text(first, 'subTaskError', 0, 'sync', 'errors', 0, 'msg'), said);
    assert.equal(text(first, 'subTaskError', 0, 'sync', 'errors', 0, 'errorSQL'), 'X');
    assert.match(
      text(first, 'subTaskError', 0, 'sync', 'errors', 0, 'failedBinlogPosition'),
      /^mysql-bin\.\d{6}:\d+$/,
    );
    assert.deepEqual(value(second, 'subTaskError', 0, 'sync'), { errors: [] });
    assert.deepEqual(value(second, 'RelayError'), { msg: '' });
    await sandbox.dm.ask('resume-task', 'test');
  });

  it('pauses, resumes, stops and starts, and refuses what a stage does not allow', async () => {
    const paused = await sandbox.dm.ask('pause-task', '-w', two, 'test');
    assert.deepEqual(paused, {
      op: 'Pause',
      result: true,
      msg: '',
      workers: [
        {
          meta: { result: true, worker: two, msg: '' },
          op: 'Pause',
          logID: text(paused, 'workers', 0, 'logID'),
        },
      ],
    });
    assert.equal(await taskStatus(), 'Paused');
    const again = await sandbox.dm.dmctl(['-w', two, 'pause-task', 'test']);
    assert.equal(again.status, 0);
    assert.deepEqual(value(JSON.parse(again.stdout), 'workers', 0, 'meta'), {
      result: false,
      worker: two,
      msg: 'current stage is Paused but not running, invalid',
    });
    const resumed = workersOf(await sandbox.dm.ask('resume-task', 'test'));
    assert.deepEqual(
      resumed.map((worker) => value(worker, 'meta', 'msg')),
      ['current stage is Running but not paused, invalid', ''],
    );
    await sandbox.dm.ask('stop-task', `--worker=${one}`, 'test');
    assert.deepEqual(await taskWorkers(), [two]);
    const twice = workersOf(await sandbox.dm.ask('start-task', file));
    assert.deepEqual(twice, [
      { result: true, worker: one, msg: '' },
      { result: false, worker: two, msg: 'sub task test already exists' },
    ]);
    assert.equal(
      text(await sandbox.dm.ask('pause-task', 'absent'), 'msg'),
      'task absent has no workers or not exist, can try `refresh-worker-tasks` cmd first',
    );
    assert.deepEqual(await sandbox.dm.ask('refresh-worker-tasks'), {
      result: true,
      msg: '',
      workers: [],
    });
  });

  it('checks task files', async () => {
    assert.deepEqual(await sandbox.dm.ask('check-task', file), {
      result: true,
      msg: 'check pass!!!',
    });
    const missing = await sandbox.dm.dmctl(['start-task', 'absent.yaml']);
    assert.match(missing.stdout, /^get file content error:\n.*open absent\.yaml: no such file/);
    const updated = workersOf(await sandbox.dm.ask('update-task', file, '-w', one));
    assert.equal(
      text(updated[0], 'msg'),
      'can only update task on Paused stage, but current stage is Running',
    );
    await sandbox.dm.failChecks({ name: 'mysql_version', error: 'version "5.5" is too old' });
    const { stdout } = await sandbox.dm.dmctl(['check-task', file]);
    assert.match(stdout, /^ +"msg": "\[code=26005:.* check was failed, please see detail$/m);
    assert.match(stdout, /detail: \{\n\t"results": \[\n/);
    assert.throws(() => JSON.parse(stdout), 'quotes and line ends stand in a string as they are');
    await sandbox.dm.failChecks(undefined);
  });

  it('pauses a relay, switches its primary, resumes and purges', async () => {
    const operation = (result: unknown) => value(workersOf(result)[0], 'msg');
    assert.equal(
      operation(await sandbox.dm.ask('switch-relay-master', '-w', two)),
      'current stage is Running, Paused required, relay op switch master',
    );
    assert.deepEqual(await sandbox.dm.ask('pause-relay', '-w', two), {
      op: 'PauseRelay',
      result: true,
      msg: '',
      workers: [{ op: 'PauseRelay', result: true, worker: two, msg: '' }],
    });
    const before = await sandbox.dm.state('dm_worker2');
    const { gtidExecuted, gtidPurged } = await sandbox.dm.newPrimary('dm_worker2');
    assert.ok(contains(gtidExecuted, before.relayGtid), gtidExecuted);
    assert.ok(contains(before.relayGtid, gtidPurged), gtidPurged);
    assert.deepEqual(await sandbox.dm.ask('switch-relay-master', '-w', two), {
      result: true,
      msg: '',
      workers: [{ result: true, worker: two, msg: '' }],
    });
    assert.equal(operation(await sandbox.dm.ask('resume-relay', '-w', two)), '');
    const switched = await sandbox.dm.state('dm_worker2');
    assert.ok(switched.relaySubDirectory.endsWith('.000002'), switched.relaySubDirectory);
    assert.ok(switched.relayGtid.startsWith(`${before.relayGtid},`), switched.relayGtid);
    const purge = (name: string) => sandbox.dm.ask('purge-relay', '-w', two, '-f', name);
    assert.equal(operation(await purge('mysql-bin.000003')), '');
    assert.match(String(operation(await purge('mysql-bin.000099'))), /not found/);
    const folder = `/home/tidb/deploy/relay_log/${switched.relaySubDirectory}`;
    const { stdout } = await sandbox.exec('dm_worker2', ['ls', folder]);
    assert.equal(stdout, 'mysql-bin.000003\nrelay.meta\n');
  });

  it('says that a relay has not caught up', async () => {
    await sandbox.dm.relay.hold('dm_worker1');
    const isCaughtUp = async () => {
      const [worker] = workersOf(await sandbox.dm.ask('query-status', '-w', one));
      return value(worker, 'relayStatus', 'relayCatchUpMaster');
    };
    assert.equal(await isCaughtUp(), false);
    await sandbox.dm.relay.release('dm_worker1');
    assert.equal(await isCaughtUp(), true);
  });

  async function taskStatus(): Promise<unknown> {
    return value(await sandbox.dm.ask('query-status'), 'tasks', 0, 'taskStatus');
  }

  async function taskWorkers(): Promise<unknown> {
    return value(await sandbox.dm.ask('query-status'), 'tasks', 0, 'workers');
  }
});

function contains(whole: string, part: string): boolean {
  const [one, other] = [parseGtidSet(whole, 'mysql'), parseGtidSet(part, 'mysql')];
  return one !== undefined && other !== undefined && containsGtidSet(one, other);
}
