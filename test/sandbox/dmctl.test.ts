import assert from 'node:assert/strict';
import { createDecipheriv } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { text, value, workersOf } from './control/answers';
import { type Finished, run, runOrThrow } from './control/run';
import { type Sandbox, startSandbox } from './sandbox';

const publicKey = 'a529b7665997f043a30ac8fadcb51d6aa032c226ab5b7750530b12b8c1a16a48';
const noConnection =
  /rpc error: code = Unavailable desc = all SubConns are in TransientFailure, .* connection refused"/;

describe('stand-in dmctl', () => {
  let sandbox: Sandbox;
  let one: string;
  let two: string;

  before(async () => {
    sandbox = await startSandbox({ started: true });
    one = await sandbox.dm.address('dm_worker1');
    two = await sandbox.dm.address('dm_worker2');
    await sandbox.dm.startTask({ name: 'test', sharding: true });
  });

  after(() => sandbox.dispose());

  afterEach(() => sandbox.dm.dmctlFault(undefined));

  it('names workers that dm-master does not know or can not reach', async () => {
    const unknown = await sandbox.dm.ask('query-status', '-w', '127.0.0.1:1', '-w', one);
    assert.deepEqual(unknown, {
      result: false,
      msg: '127.0.0.1:1 relevant worker-client not found',
      workers: [],
    });
    await sandbox.fault('dm_worker2', { refuse: true });
    const workers = workersOf(await sandbox.dm.ask('query-status', '--more'));
    assert.deepEqual(
      workers.map((worker) => [value(worker, 'worker'), value(worker, 'result')]),
      [
        [one, true],
        [two, false],
      ],
    );
    assert.match(text(workers[1], 'msg'), noConnection);
    assert.deepEqual(value(workers[1], 'subTaskStatus'), []);
    assert.equal(value(workers[1], 'relayStatus'), null);
    await sandbox.clearFault('dm_worker2');
    assert.equal(await sandbox.isListening('dm_worker2'), true);
  });

  it('gives up after rpc-timeout on a worker that does not answer', async () => {
    await sandbox.fault('dm_worker1', { no_answer: true });
    const { stdout, status } = await sandbox.dm.dmctl(['-rpc-timeout', '300ms', 'query-status']);
    assert.equal(status, 0);
    assert.equal(
      stdout,
      "can not query  task's status(in workers []):\nrpc error: code = DeadlineExceeded desc = context deadline exceeded\n",
    );
    await sandbox.clearFault('dm_worker1');
  });

  it('passes on what else a worker does wrong', async () => {
    await sandbox.fault('dm_worker1', { garbage: true });
    const [garbled] = workersOf(await sandbox.dm.ask('query-status', '-w', one));
    assert.match(text(garbled, 'msg'), /code = Unavailable desc = transport is closing$/);
    await sandbox.fault('dm_worker1', { slow: 0.2 });
    const slow = await sandbox.dm.dmctl(['query-status', '-w', one]);
    assert.equal(value(workersOf(JSON.parse(slow.stdout))[0], 'result'), true);
    assert.ok(slow.milliseconds > 200, `${slow.milliseconds} ms`);
    await sandbox.clearFault('dm_worker1');
  });

  it('has no answer without dm-master, and ends with 0', async () => {
    await sandbox.fault('dm_master', { refuse: true });
    for (const command of [['query-status'], ['pause-task', 'test'], ['show-ddl-locks']]) {
      const { stdout, status } = await sandbox.dm.dmctl(command);
      assert.equal(status, 0);
      assert.match(stdout, /^(can not|dmctl) .*:\n/);
      assert.match(stdout, noConnection);
    }
    await sandbox.clearFault('dm_master');
  });

  it('shows how a command is called', async () => {
    const printed = async (...args: readonly string[]) => (await sandbox.dm.dmctl(args)).stdout;
    assert.match(await printed('pause-task'), /^Usage:\n {2}dmctl pause-task .*\n<nil>\n$/s);
    assert.match(await printed('frobnicate'), /^Error: unknown command "frobnicate" for "dmctl"\n/);
    assert.match(await printed('query-status', '--odd'), /^Error: unknown flag: --odd\n/);
    assert.match(await printed('pause-relay'), /^must specify at least one dm-worker/);
    assert.match(await printed('break-ddl-lock', '-w', one, 'test'), /must specify at least one$/m);
  });

  it('writes dmctl.log, without secrets, and encrypts with another salt each time', async () => {
    const encrypt = async () => (await sandbox.dm.dmctl(['-encrypt', 'pä55'])).stdout.trim();
    const [first, second] = [await encrypt(), await encrypt()];
    assert.notEqual(first, second);
    assert.equal(decrypted(first), 'pä55');
    assert.equal(decrypted(second), 'pä55');
    await sandbox.dm.dmctl(['query-status']);
    const log = await readFile(path.join(sandbox.directory, 'dmctl/dmctl.log'), 'utf8');
    assert.match(log, /\["query-status"\]/);
    assert.doesNotMatch(log, /pä55|encrypt/);
  });

  it('reads commands on its input', async () => {
    const { stdout, status } = await sandbox.dm.dmctl([], `show-ddl-locks\nquery-status  test\n`);
    assert.equal(status, 0);
    assert.match(stdout, /^Welcome to dmctl\nRelease Version: v1\.0\.7\n/);
    assert.equal(stdout.split('\u00bb ').length, 4, 'a prompt before each line and at the end');
    assert.match(stdout, /\u00bb \{\n {4}"result": true,\n {4}"msg": "no DDL lock exists"/);
  });

  it('prints anything else on demand', async () => {
    const good = (await sandbox.dm.dmctl(['query-status'])).stdout;
    const printed = async (kind: string): Promise<Finished> => {
      await sandbox.dm.dmctlFault({ kind: kind as 'empty' });
      return sandbox.dm.dmctl(['query-status']);
    };
    assert.equal((await printed('empty')).stdout, '');
    const truncated = (await printed('truncated')).stdout;
    assert.ok(good.startsWith(truncated) && truncated !== good, truncated);
    assert.match((await printed('warn')).stdout, /^\[warn\] .*\n\{\n/);
    assert.match((await printed('rpc_error')).stdout, /^can not query status:\nrpc error: /);
    assert.match((await printed('usage')).stdout, /^Usage:/);
    assert.match((await printed('garbage')).stdout, /panic: runtime error/);
    assert.equal((await printed('other_json')).stdout, '{"jobs": [1, 2, 3]}\n');
    assert.equal((await printed('crash')).status, 139);
    await sandbox.dm.dmctlFault({ kind: 'empty', commands: ['show-ddl-locks'] });
    assert.equal((await sandbox.dm.dmctl(['query-status'])).stdout, good);
    assert.equal(existsSync(path.join(sandbox.directory, 'dmctl-fault.json')), false);
  });

  it('was different before 1.0.3 and 1.0.2', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'dm-standin-'));
    const config = path.join(sandbox.directory, 'dmctl/dmctl.toml');
    const old = async (version: string, args: readonly string[], input = '') => {
      await runOrThrow([path.join(sandbox.directory, '../mirror/prepare'), version, folder]);
      return run([path.join(folder, 'dmctl'), '-config', config, ...args], { cwd: folder, input });
    };
    const refused = await old('v1.0.2', ['query-status']);
    assert.equal(refused.status, 2);
    assert.match(refused.stdout, /'query-status' is an invalid flag/);
    const two = await old('v1.0.2', [], 'query-status\nexit\n');
    assert.match(two.stdout, /"taskName": "test"/);
    const first = await old('v1.0.1', [], 'query-status\nexit\n');
    assert.match(first.stdout, /"subTaskStatus"/);
    await rm(folder, { recursive: true });
  });
});

function decrypted(cipher: string): string {
  const raw = Buffer.from(cipher, 'base64');
  assert.equal(raw.toString('latin1', 16, 17), '@');
  const key = Buffer.from(publicKey, 'hex');
  const decipher = createDecipheriv('aes-256-cfb', key, raw.subarray(0, 16));
  return decipher.update(raw.subarray(17)).toString();
}
