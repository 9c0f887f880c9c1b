import assert from 'node:assert/strict';
import { ExpectedError } from '../../../src/core/errors/expectedError';
import type { ClusterStatus, InstanceStatus } from '../../../src/core/status/clusterStatus';
import { sample, workers } from '../../support/clusters';
import { type FakePort, type FakeWorld, fakeWorld, knowing } from '../../support/fakeWorld';
import { instanceOf, sweep } from '../../support/sweeps';

const [master, one, two] = ['127.0.0.1:8261', '127.0.0.2:8262', '127.0.0.3:8263'];
const toml = '/ws/dm/dmctl/dmctl.toml';

const statesOf = ({ instances }: ClusterStatus) =>
  Object.fromEntries([...instances.values()].map(({ alias, state }) => [alias, state]));

const worldWith = (port: FakePort, address = one): FakeWorld =>
  fakeWorld({ ports: { [address]: port }, dmctl: knowing([one, two]) });

describe('a sweep over a cluster', () => {
  it('finds everything up, with versions and times, and nothing odd', async () => {
    const world = fakeWorld({
      dmctl: knowing([one, two]),
      files: { [toml]: `# by Ansible\nmaster-addr = "${master}"\n` },
    });
    const status = await sweep(world, { at: 7000 });
    assert.deepEqual(new Set(Object.values(statesOf(status))), new Set(['up']));
    assert.equal(status.instances.size, 7);
    assert.deepEqual(
      [...status.instances.values()].map(({ reason }) => reason).filter((text) => text !== ''),
      [],
    );
    assert.deepEqual([status.startedAt, status.observedAt], [7000, 7000]);
    const { version, address, observedAt, worker } = instanceOf(status, 'dm_worker2');
    assert.deepEqual([version, address, observedAt, worker?.worker], ['v1.0.7', two, 7000, two]);
    assert.equal(instanceOf(status, 'prometheus').version, undefined);
    assert.deepEqual(status.drift, []);
    const nothing = { tasks: [], locks: [], lostLocks: [] };
    assert.deepEqual(status.master, { kind: 'known', ...nothing, observedAt: 7000 });
    assert.deepEqual(world.asked, ['show-ddl-locks', 'query-status --more']);
  });

  const worker: readonly (readonly [FakePort, InstanceStatus['state'], RegExp])[] = [
    ['refused', 'down', /^127\.0\.0\.2:8262 refuses connections.*start it\.$/],
    ['unreachable', 'unknown', /can not be reached \(no answer within 2 s\)/],
    ['hangs', 'unknown', /^127\.0\.0\.2:8262: it listens, but gave no answer.*may hang/],
    ['broken-off', 'unknown', /it broke off/],
    [{ status: 500 }, 'up', /answers \/status with HTTP 500/],
    [{ body: '<html>nginx</html>' }, 'up', /tells no version/],
  ];
  for (const [port, state, reason] of worker) {
    it(`finds a DM-worker that is ${JSON.stringify(port)} ${state}, and the others up`, async () => {
      const status = await sweep(worldWith(port));
      const found = instanceOf(status, 'dm_worker1');
      assert.equal(found.state, state);
      assert.match(found.reason, reason);
      const others = { ...statesOf(status), dm_worker1: 'up' };
      assert.deepEqual(new Set(Object.values(others)), new Set(['up']));
      assert.equal(instanceOf(status, 'dm_worker2').worker?.worker, two);
    });
  }

  const monitor: readonly (readonly [FakePort, InstanceStatus['state']])[] = [
    ['up', 'up'],
    ['refused', 'down'],
    ['unreachable', 'unknown'],
  ];
  for (const [port, state] of monitor) {
    it(`finds a Prometheus that is ${JSON.stringify(port)} ${state}`, async () => {
      const status = await sweep(worldWith(port, '127.0.0.1:9090'));
      assert.equal(instanceOf(status, 'prometheus').state, state);
    });
  }

  it('does not guess a port', async () => {
    const inventory = sample.replace('dm_worker_port=8263', 'dm_worker_port=none');
    const status = await sweep(fakeWorld({ dmctl: knowing([one]) }), { inventory });
    const { state, address, reason } = instanceOf(status, 'dm_worker2');
    assert.deepEqual([state, address], ['unknown', undefined]);
    assert.match(reason, /no usable port/);
  });

  it('does not let DM-master wait for a worker that hangs', async () => {
    const world = worldWith('hangs');
    const status = await sweep(world);
    assert.deepEqual(world.asked, ['show-ddl-locks', `query-status -w ${two}`]);
    assert.equal(status.master.kind, 'known');
    assert.equal(instanceOf(status, 'dm_worker1').worker, undefined);
  });

  it('says so when DM-master leaves a worker out', async () => {
    const dmctl = { ...knowing([one]), 'query-error': knowing([one, two])['query-error'] ?? {} };
    const inventory = sample.replace('v1.0.7', 'v1.0.5');
    const status = await sweep(fakeWorld({ dmctl, version: 'v1.0.5' }), { inventory });
    const { state, reason, worker } = instanceOf(status, 'dm_worker2');
    assert.deepEqual([state, worker], ['up', undefined]);
    assert.match(reason, /tells nothing of it: it is not in the answer/);
  });

  describe('that is not the first', () => {
    const down = () => sweep(worldWith('refused'), { at: 1000 });
    const next = (previous: ClusterStatus, port: FakePort, at: number) =>
      sweep(worldWith(port), { previous, at });
    const seen = (status: ClusterStatus) => {
      const { state, since } = instanceOf(status, 'dm_worker1');
      return [state, since];
    };

    it('finds starting what was down and listens now', async () => {
      const starting = await next(await down(), 'hangs', 2000);
      assert.deepEqual(seen(starting), ['starting', 2000]);
      assert.match(instanceOf(starting, 'dm_worker1').reason, /does not answer yet/);
      assert.deepEqual(seen(await next(starting, 'hangs', 61_000)), ['starting', 2000]);
      assert.deepEqual(seen(await next(starting, 'hangs', 62_000)), ['unknown', 62_000]);
      assert.deepEqual(seen(await next(starting, 'up', 3000)), ['up', 3000]);
    });
    it('keeps since when a state holds, if it saw it begin', async () => {
      const first = await down();
      assert.deepEqual(seen(first), ['down', undefined]);
      assert.deepEqual(seen(await next(first, 'refused', 2000)), ['down', undefined]);
      const up = await next(first, 'up', 3000);
      assert.deepEqual(seen(await next(up, 'up', 4000)), ['up', 3000]);
      assert.deepEqual(seen(await next(up, 'hangs', 5000)), ['unknown', 5000]);
    });
  });

  describe('asks DM-master, and knows nothing of tasks and locks', () => {
    const check = async (world: FakeWorld, reason: RegExp, inventory = sample): Promise<void> => {
      const status = await sweep(world, { inventory });
      assert.ok(status.master.kind === 'unknown');
      assert.match(status.master.reason, reason);
      assert.doesNotMatch(status.master.reason, /\n/);
      assert.equal(instanceOf(status, 'dm_worker1').state, 'up');
      assert.equal(instanceOf(status, 'dm_worker1').worker, undefined);
    };
    for (const port of ['refused', 'hangs', 'unreachable'] as const) {
      it(`when it is ${port}, without waiting for it`, async () => {
        const world = worldWith(port, master);
        await check(world, /DM-master \(dm_master\) does not answer/);
        assert.deepEqual(world.asked, []);
      });
    }
    it('when there is none', () =>
      check(fakeWorld(), /no DM-master/, sample.replace(/\[dm_master_servers\]\n.*\n/, '')));
    const answers: readonly (readonly [string, object | string | Error, RegExp])[] = [
      [
        'when dmctl is older',
        { result: false, msg: 'stand-in dmctl: no such command' },
        /dmctl show-ddl-locks failed: stand-in dmctl: no such command/,
      ],
      ['when dmctl prints nothing', '', /printed nothing/],
      ['when dmctl prints nonsense', 'Segmentation fault', /Segmentation fault/],
      ['when the answer is cut', '{"result": true, "msg": "", "locks": [', /ends in the middle/],
      ['when DM-master went away', 'rpc error: code = Unavailable desc = transport', /DM-master/],
      [
        'when dmctl is missing',
        new ExpectedError('command-not-found', './dmctl is not installed'),
        /There is no dmctl in \/ws\/dm\/dmctl.*rolling_update\.yml --tags=dmctl/,
      ],
    ];
    for (const [what, answer, reason] of answers) {
      it(what, () =>
        check(fakeWorld({ dmctl: { ...knowing([one, two]), 'show-ddl-locks': answer } }), reason),
      );
    }
  });

  it('knows the locks though the workers’ states can not be had', async () => {
    const locks = [
      {
        ID: 'test-`db`.`t`',
        task: 'test',
        owner: one,
        DDLs: ['x'],
        synced: [one],
        unsynced: [two],
      },
    ];
    const late = 'rpc error: code = DeadlineExceeded desc = context deadline exceeded';
    const dmctl = {
      ...knowing([one, two]),
      'show-ddl-locks': { result: true, msg: '', locks },
      'query-status --more': late,
      'query-status': late,
    };
    const status = await sweep(fakeWorld({ dmctl }));
    assert.ok(status.master.kind === 'known');
    assert.deepEqual(
      status.master.locks.map(({ owner, unsynced }) => [owner, unsynced]),
      [[one, [two]]],
    );
    assert.match(instanceOf(status, 'dm_worker1').reason, /DM-master tells nothing of it: .+/);
    assert.equal(instanceOf(status, 'dm_worker1').state, 'up');
  });

  describe('tells a subtask that waits for a DDL lock that DM-master does not have', () => {
    const id = 'test-`db`.`t`';
    const waiting = {
      name: 'test',
      stage: 'Running',
      unit: 'Sync',
      unresolvedDDLLockID: id,
      sync: { blockingDDLs: ['ALTER TABLE t ADD COLUMN c INT'] },
    };
    const lock = { ID: id, task: 'test', owner: one, DDLs: [], synced: [one], unsynced: [] };
    const look = (
      { waits, locks }: { readonly waits: readonly string[]; readonly locks: readonly object[] },
      previous?: ClusterStatus,
    ) => {
      const known = knowing([one, two], (address) => ({
        subTaskStatus: waits.includes(address) ? [waiting] : [],
      }));
      const dmctl = { ...known, 'show-ddl-locks': { result: true, msg: '', locks } };
      return sweep(fakeWorld({ dmctl }), previous === undefined ? {} : { previous });
    };
    const lost = ({ master }: ClusterStatus) => master.kind === 'known' && master.lostLocks;

    it('when two looks in a row found it', async () => {
      const first = await look({ waits: [two], locks: [] });
      assert.deepEqual(lost(first), [], 'the lock may have been resolved between two questions');
      const second = await look({ waits: [one, two], locks: [] }, first);
      const ddls = ['ALTER TABLE t ADD COLUMN c INT'];
      assert.deepEqual(lost(second), [{ id, task: 'test', worker: two, ddls }]);
    });
    it('and not of a lock that is there, or was at the look before', async () => {
      const held = await look({ waits: [two], locks: [lock] });
      assert.deepEqual(lost(await look({ waits: [two], locks: [lock] }, held)), []);
      const gone = await look({ waits: [two], locks: [] }, held);
      assert.deepEqual(lost(gone), []);
      assert.deepEqual(lost(await look({ waits: [], locks: [] }, gone)), []);
    });
  });

  it('tells lags, subtasks and tasks', async () => {
    const sync = {
      totalEvents: '12',
      masterBinlog: '(mysql-bin.000003, 4500)',
      syncerBinlog: '(mysql-bin.000003, 4000)',
      synced: false,
    };
    const dmctl = knowing([one, two], () => ({
      subTaskStatus: [{ name: 'test', stage: 'Running', unit: 'Sync', sync }],
    }));
    const metrics = 'dm_syncer_replication_lag{task="test"} 2.5\n';
    const status = await sweep(fakeWorld({ dmctl, ports: { [one]: { metrics } } }));
    assert.deepEqual(instanceOf(status, 'dm_worker1').lags, [
      { task: 'test', bytes: 500, files: undefined, seconds: 2.5 },
    ]);
    assert.ok(status.master.kind === 'known');
    assert.deepEqual(status.master.tasks, [
      { name: 'test', status: 'Running', workers: [one, two] },
    ]);
  });

  for (const [version, asked] of [
    ['v1.0.7', [0]],
    ['v1.0.5', [0, 100, 100]],
    ['v1.0.1', [0, 100, 100]],
  ] as const) {
    it(`looks at 200 workers, few at a time, and asks DM-master of ${version}`, async () => {
      const inventory = `[dm_master_servers]\nm ansible_host=127.0.0.250\n${workers(200)}`;
      const addresses = Array.from({ length: 200 }, (_, index) => `127.0.0.${index + 1}:8262`);
      const world = fakeWorld({ dmctl: knowing(addresses), version });
      const status = await sweep(world, { inventory });
      assert.equal(status.instances.size, 201);
      assert.deepEqual(new Set(Object.values(statesOf(status))), new Set(['up']));
      assert.equal(world.load.most, 64);
      assert.equal(instanceOf(status, 'w00200').worker?.worker, '127.0.0.200:8262');
      const [first, ...others] = world.asked;
      assert.equal(first, 'show-ddl-locks');
      assert.deepEqual(
        others.map((line) => line.split(' -w ').length - 1),
        asked,
      );
    });
  }

  it('asks in parts where dmctl is older than DM-master', async () => {
    const usage = 'Error: unknown flag: --more\nUsage:\n  dmctl query-status [flags]\n';
    const dmctl = { ...knowing([one, two]), 'query-status --more': usage };
    const status = await sweep(fakeWorld({ dmctl }));
    assert.equal(instanceOf(status, 'dm_worker2').worker?.worker, two);
    assert.deepEqual(status.drift, []);
  });

  it('leaves nothing behind wherever it is cancelled', async () => {
    const steps = 60;
    let cancelled = 0;
    for (let step = 0; step < steps; step++) {
      const stop = new AbortController();
      const world = fakeWorld({ dmctl: knowing([one, two]) });
      const sweeping = sweep(world, { signal: stop.signal }).catch((error: unknown) => error);
      for (let turn = 0; turn < step; turn++) await Promise.resolve();
      stop.abort();
      const end = await sweeping;
      if (end instanceof ExpectedError && end.code === 'cancelled') cancelled += 1;
      else assert.ok(!(end instanceof Error), String(end));
      await new Promise(setImmediate);
      assert.equal(world.load.now, 0, `after ${step} turns`);
    }
    assert.ok(cancelled > 5 && cancelled < steps, String(cancelled));
  });

  it('rejects when the control machine can not be reached, and asks nothing more', async () => {
    const lost = new ExpectedError('connection-lost', 'The connection was lost.');
    const world = fakeWorld({ dmctl: knowing([one, two]) });
    const broken: FakeWorld = { ...world, probePort: () => Promise.reject(lost) };
    await assert.rejects(sweep(broken), lost);
    await new Promise(setImmediate);
    assert.deepEqual([world.asked, world.load.now], [[], 0]);
  });
});
