import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import path from 'node:path';
import { text, value, workersOf } from './control/answers';
import { until } from './control/until';
import { type Sandbox, startSandbox } from './sandbox';

describe('stand-in DM over restarts', () => {
  let sandbox: Sandbox;
  let one: string;
  let two: string;

  before(async () => {
    sandbox = await startSandbox({ started: true, spareMachines: 1 });
    one = await sandbox.dm.address('dm_worker1');
    two = await sandbox.dm.address('dm_worker2');
    await sandbox.dm.startTask({ name: 'test' });
    await sandbox.dm.ask('pause-task', '-w', two, 'test');
  });

  after(() => sandbox.dispose());

  it('keeps subtasks, their stages and positions on the disk of a worker', async () => {
    const before = await syncerPosition('dm_worker2');
    await sandbox.restart('dm_worker2');
    assert.deepEqual(await stages(), ['Running', 'Paused']);
    assert.equal(await syncerPosition('dm_worker2'), before);
    await sandbox.powerOff('dm_worker2');
    assert.deepEqual(await stages(), ['Running', undefined]);
    await sandbox.powerOn('dm_worker2');
    await sandbox.restart('dm_worker2');
    assert.deepEqual(await stages(), ['Running', 'Paused']);
  });

  it('rebuilds the tasks of a dm-master from the workers', async () => {
    await sandbox.restart('dm_master');
    const tasks = value(await sandbox.dm.ask('query-status'), 'tasks');
    assert.deepEqual(tasks, [{ taskName: 'test', taskStatus: 'Paused', workers: [one, two] }]);
    assert.equal(value(await sandbox.dm.ask('pause-task', '-w', one, 'test'), 'result'), true);
    await sandbox.dm.ask('resume-task', '-w', one, 'test');
  });

  it('learns of a worker that was down at the start of dm-master by refresh-worker-tasks', async () => {
    await sandbox.stop('dm_worker2');
    await sandbox.restart('dm_master');
    await sandbox.restart('dm_worker2');
    assert.equal(workersOf(await sandbox.dm.ask('query-status', 'test')).length, 1);
    assert.equal(value(await sandbox.dm.ask('refresh-worker-tasks'), 'result'), true);
    assert.equal(workersOf(await sandbox.dm.ask('query-status', 'test')).length, 2);
  });

  it('knows a new worker only after dm-master was rolled', async () => {
    const fresh = `${sandbox.hosts[3]?.address ?? ''}:8262`;
    const master = '/home/tidb/deploy/conf/dm-master.toml';
    const text = `[[deploy]]\nsource-id = "mysql-replica-03"\ndm-worker = "${fresh}"\n`;
    await sandbox.exec('dm_master', ['tee', '-a', master], text);
    const message = async () => value(await sandbox.dm.ask('query-status', '-w', fresh), 'msg');
    assert.equal(await message(), `${fresh} relevant worker-client not found`);
    await sandbox.restart('dm_master');
    assert.equal(await message(), '');
  });

  it('follows another upstream after a change of its address', async () => {
    const before = await sandbox.dm.state('dm_worker1');
    const file = '/home/tidb/deploy/conf/dm-worker.toml';
    await sandbox.exec('dm_worker1', ['sed', '-i', 's/^port = .*/port = 3399/', file]);
    assert.equal((await sandbox.dm.state('dm_worker1')).from['port'], '3306');
    await sandbox.restart('dm_worker1');
    const after = await sandbox.dm.state('dm_worker1');
    assert.equal(after.from['port'], '3399');
    assert.ok(after.relaySubDirectory.endsWith('.000002'), after.relaySubDirectory);
    assert.ok(after.relayGtid.startsWith(before.relayGtid.split(':')[0] ?? '-'), after.relayGtid);
  });

  it('tells release and metrics over HTTP', async () => {
    assert.match(await page('dm_master', '/status'), /^Release Version: v1\.0\.7$/m);
    const metrics = await page('dm_worker1', '/metrics');
    assert.match(metrics, /^process_start_time_seconds \d+\.\d+$/m);
    assert.match(metrics, /^dm_syncer_replication_lag\{task="test"\} 0$/m);
    assert.match(metrics, /^dm_syncer_binlog_file\{node="master",task="test"\} \d+$/m);
    assert.match(metrics, /^dm_relay_binlog_pos\{node="relay"\} \d+$/m);
    await sandbox.dm.setSubtask('dm_worker1', 'test', { isHeld: true, lag: 100_000 });
    await sandbox.dm.setUpstream('dm_worker1', { rate: 1e7 });
    const lag = /^dm_syncer_replication_lag\{task="test"\} (\d+)$/m;
    await page('dm_worker1', '/metrics');
    await sandbox.dm.setUpstream('dm_worker1', { rate: 1 });
    assert.ok(Number(lag.exec(await page('dm_worker1', '/metrics'))?.[1]) > 0);
  });

  it('answers late, wrongly or not at all over HTTP, too', async () => {
    await sandbox.fault('dm_worker1', { http_status: 503 });
    assert.equal(await page('dm_worker1', '/metrics').catch(String), 'status 503');
    await sandbox.fault('dm_worker1', { garbage: true });
    assert.match(await page('dm_worker1', '/status').catch(String), /Parse Error/);
    await sandbox.fault('dm_worker1', { no_answer: true });
    const silent = page('dm_worker1', '/status', 200).catch(String);
    assert.match(await silent, /aborted|socket hang up/);
    assert.equal((await sandbox.dm.state('dm_worker1')).sourceId, 'mysql-replica-01');
    await sandbox.fault('dm_worker1', { refuse: true });
    assert.match(await page('dm_worker1', '/status').catch(String), /ECONNREFUSED/);
    await sandbox.clearFault('dm_worker1');
    assert.match(await page('dm_worker1', '/status'), /^Release Version: /);
  });

  it('refuses a password that is not encrypted before 1.0.6', async () => {
    const prepare = path.join(sandbox.directory, '../mirror/prepare');
    const binaries = path.join(sandbox.directory, 'resources/bin');
    const original = await readFile(path.join(binaries, 'dm-worker'));
    await sandbox.ansible([prepare, 'v1.0.5', binaries]);
    const old = await readFile(path.join(binaries, 'dm-worker'), 'base64');
    const target = '/home/tidb/deploy/bin/dm-worker';
    await sandbox.stop('dm_worker1');
    await sandbox.exec('dm_worker1', ['sh', '-c', `base64 -d > ${target}`], old);
    const config = '/home/tidb/deploy/conf/dm-worker.toml';
    await sandbox.restart('dm_worker1');
    await sandbox.exec('dm_worker1', ['sed', '-i', 's/^password.*/password = "plain"/', config]);
    await sandbox.exec('dm_worker1', ['systemctl', 'restart', 'dm-worker-8262']);
    const log = '/home/tidb/deploy/log/dm-worker-stderr.log';
    const printed = async () => (await sandbox.exec('dm_worker1', ['cat', log])).stdout;
    await until('it refuses', async () => /can not decrypt password$/m.test(await printed()));
    assert.equal(await sandbox.isListening('dm_worker1'), false);
    assert.doesNotMatch(await printed(), /plain/);
    await writeFile(path.join(binaries, 'dm-worker'), original);
  });

  async function stages(): Promise<unknown[]> {
    const workers = workersOf(await sandbox.dm.ask('query-status', 'test'));
    return workers.map((worker) => {
      const subtasks = value(worker, 'subTaskStatus') as unknown[];
      return subtasks.length === 0 ? undefined : value(subtasks, 0, 'stage');
    });
  }

  async function syncerPosition(alias: string): Promise<string> {
    const answer = await sandbox.dm.ask('query-status', '-w', await sandbox.dm.address(alias));
    return text(answer, 'workers', 0, 'subTaskStatus', 0, 'sync', 'syncerBinlog');
  }

  async function page(alias: string, at: string, milliseconds = 20_000): Promise<string> {
    const url = `http://${await sandbox.dm.address(alias)}${at}`;
    const signal = AbortSignal.timeout(milliseconds);
    return new Promise((resolve, reject) => {
      get(url, { agent: false, signal }, (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (part: string) => (body += part));
        response.on('end', () => {
          resolve(response.statusCode === 200 ? body : `status ${response.statusCode}`);
        });
      }).on('error', reject);
    });
  }
});
