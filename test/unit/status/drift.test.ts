import assert from 'node:assert/strict';
import { sample } from '../../support/clusters';
import { type FakeWorldParts, fakeWorld, knowing } from '../../support/fakeWorld';
import { instanceOf, sweep } from '../../support/sweeps';

const [master, one, two] = ['127.0.0.1:8261', '127.0.0.2:8262', '127.0.0.3:8263'];
const toml = '/ws/dm/dmctl/dmctl.toml';

// Where the cluster is not what the inventory says, as a sweep finds it.
describe('drift is', () => {
  it('a worker that DM-master does not know', async () => {
    const dmctl = knowing([one], () => ({}));
    const workers = [
      { result: true, worker: one, msg: '' },
      { result: false, worker: two, msg: `${two} relevant worker-client not found` },
    ];
    const answer = { result: false, msg: '', workers };
    const told = { ...dmctl, 'query-status': answer, 'query-status --more': answer };
    const drift = [{ kind: 'worker-not-known', alias: 'dm_worker2', address: two }];
    const status = await sweep(fakeWorld({ dmctl: told }));
    assert.deepEqual(status.drift, drift);
    assert.match(instanceOf(status, 'dm_worker2').reason, /DM-master does not know it/);
    assert.equal(instanceOf(status, 'dm_worker1').worker?.worker, one);
    // And without the list of members, which is not asked for while a worker hangs.
    const hanging = await sweep(fakeWorld({ dmctl: told, ports: { [one]: 'hangs' } }));
    assert.deepEqual(hanging.drift, drift);
  });
  it('a worker for which DM-master refuses to tell of any', async () => {
    const refusal = {
      result: false,
      msg: `${two} relevant worker-client not found`,
      workers: [],
    };
    const both = `query-status -w ${one} -w ${two}`;
    const dmctl = { ...knowing([one], () => ({})), [both]: refusal };
    const status = await sweep(fakeWorld({ dmctl, version: 'v1.0.5' }));
    assert.equal(instanceOf(status, 'dm_worker1').worker?.worker, one);
    assert.match(instanceOf(status, 'dm_worker2').reason, /DM-master does not know it/);
    assert.ok(status.drift.some(({ kind }) => kind === 'worker-not-known'));
  });
  it('a worker that only DM-master knows', async () => {
    const status = await sweep(fakeWorld({ dmctl: knowing([one, '127.0.0.9:8262', two]) }));
    assert.deepEqual(status.drift, [
      { kind: 'worker-not-in-inventory', address: '127.0.0.9:8262' },
    ]);
  });
  describe('a worker that only DM-master knows, and that hangs', () => {
    const late = 'rpc error: code = DeadlineExceeded desc = context deadline exceeded';
    const hanging = { ...knowing([one, two]), 'query-status --more': late, 'query-error': late };
    const drift = [{ kind: 'stranger-hangs' }];
    for (const [version, asked] of [
      ['v1.0.7', ['show-ddl-locks', 'query-status --more', `query-status -w ${one} -w ${two}`]],
      ['v1.0.5', ['show-ddl-locks', 'query-error', `query-status -w ${one} -w ${two}`]],
    ] as const) {
      it(`as two looks in a row find, each waiting for it once, at ${version}`, async () => {
        const inventory = sample.replace('v1.0.7', version);
        const first = fakeWorld({ dmctl: hanging, version });
        const previous = await sweep(first, { inventory });
        assert.deepEqual(previous.drift, []);
        assert.deepEqual(first.asked, asked);
        const second = fakeWorld({ dmctl: hanging, version });
        const status = await sweep(second, { inventory, previous });
        assert.deepEqual(status.drift, drift);
        assert.deepEqual(second.asked, asked);
        assert.equal(instanceOf(status, 'dm_worker1').worker?.worker, one);
      });
    }
    it('but not where one of the inventory hung for a moment, now and then', async () => {
      let previous = await sweep(fakeWorld({ dmctl: hanging }));
      for (const dmctl of [knowing([one, two]), hanging, knowing([one, two])]) {
        previous = await sweep(fakeWorld({ dmctl }), { previous });
        assert.deepEqual(previous.drift, []);
      }
    });
    it('until DM-master tells of all it knows, or nobody can tell', async () => {
      const first = await sweep(fakeWorld({ dmctl: hanging }));
      const previous = await sweep(fakeWorld({ dmctl: hanging }), { previous: first });
      assert.deepEqual(previous.drift, drift);
      const silent = fakeWorld({ dmctl: knowing([one, two]), ports: { [one]: 'hangs' } });
      assert.deepEqual((await sweep(silent, { previous })).drift, []);
      const whole = fakeWorld({ dmctl: knowing([one, two]) });
      assert.deepEqual((await sweep(whole, { previous })).drift, []);
    });
    it('by its address, where that was told before', async () => {
      const extra = '127.0.0.9:8262';
      const previous = await sweep(fakeWorld({ dmctl: knowing([one, two, extra]) }));
      const world = fakeWorld({ dmctl: hanging });
      const status = await sweep(world, { previous });
      assert.deepEqual(status.drift, [{ kind: 'worker-not-in-inventory', address: extra }]);
      assert.equal(world.asked.length, 3, 'it is not waited for twice');
    });
    it('but not where DM-master is as late for those of the inventory', async () => {
      const slow = { ...hanging, 'query-status': late };
      const previous = await sweep(fakeWorld({ dmctl: slow }));
      assert.deepEqual((await sweep(fakeWorld({ dmctl: slow }), { previous })).drift, []);
    });
  });
  describe('what DM-master knew, while one of the inventory can not be reached', () => {
    const extra = '127.0.0.9:8262';
    const drift = [{ kind: 'worker-not-in-inventory', address: extra }];
    const knownBefore = () => sweep(fakeWorld({ dmctl: knowing([one, two, extra]) }));
    const alone = `query-status -w ${extra}`;
    const unreachable = { [one]: 'unreachable' } as const;
    const check = async (
      answer: object | string | undefined,
      expected: readonly object[],
      parts: FakeWorldParts = {},
    ): Promise<void> => {
      const dmctl = {
        ...knowing([two, extra]),
        ...(answer === undefined ? {} : { [alone]: answer }),
      };
      const world = fakeWorld({ dmctl, ports: unreachable, ...parts });
      const previous = await knownBefore();
      assert.deepEqual((await sweep(world, { previous })).drift, expected);
    };
    it('if it says so when it is asked for that alone', () => check(undefined, drift));
    it('if it can not reach it, or waits for it', async () => {
      const worker = { result: false, worker: extra, msg: 'rpc error: connection refused' };
      await check({ result: true, msg: '', workers: [worker] }, drift);
      await check('rpc error: code = DeadlineExceeded desc = context deadline exceeded', drift);
    });
    it('but not once it was rolled', () =>
      check({ result: false, msg: `${extra} relevant worker-client not found`, workers: [] }, []));
    it('but not where that is not told', async () => {
      await check('Segmentation fault', []);
      await check(undefined, [], { ports: { ...unreachable, [master]: 'refused' } });
    });
    it('but not where the inventory has it again', async () => {
      const inventory = sample.replace('=127.0.0.3', '=127.0.0.9').replace('=8263', '=8262');
      const world = fakeWorld({ dmctl: knowing([one, extra]), ports: unreachable });
      const status = await sweep(world, { inventory, previous: await knownBefore() });
      assert.deepEqual(status.drift, []);
      assert.equal(world.asked.filter((line) => line === alone).length, 1, 'as one of its own');
    });
  });
  it('programs of another version than dm_version', async () => {
    const world = fakeWorld({ dmctl: knowing([one, two]), version: 'v1.0.6' });
    const status = await sweep(world);
    assert.deepEqual(
      status.drift.map((each) => (each.kind === 'version' ? each : undefined)),
      [
        ['dm-master', ['dm_master']],
        ['dm-worker', ['dm_worker1', 'dm_worker2']],
      ].map(([component, aliases]) => ({
        kind: 'version',
        component,
        wanted: 'v1.0.7',
        instances: [aliases].flat().map((alias) => ({ alias, running: 'v1.0.6' })),
      })),
    );
    const latest = sample.replace('v1.0.7', 'latest');
    assert.deepEqual((await sweep(world, { inventory: latest })).drift, []);
  });
  it('a dmctl that asks another DM-master', async () => {
    const files = { [toml]: "master-addr = '127.0.0.8:8261'" };
    const status = await sweep(fakeWorld({ dmctl: knowing([one, two]), files }));
    assert.deepEqual(status.drift, [
      { kind: 'dmctl-points-elsewhere', found: '127.0.0.8:8261', wanted: master },
    ]);
  });
});
