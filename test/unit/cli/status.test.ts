import assert from 'node:assert/strict';
import { sample } from '../../support/clusters';
import { type FakeWorldParts, fakeWorld, knowing } from '../../support/fakeWorld';
import { type CommandRun, runCommand } from './commandRun';

const [one, two] = ['127.0.0.2:8262', '127.0.0.3:8263'];
const sync = {
  masterBinlog: '(mysql-bin.000003, 4500)',
  syncerBinlog: '(mysql-bin.000003, 4000)',
  synced: false,
};
const working = {
  subTaskStatus: [
    { name: 'test', stage: 'Running', unit: 'Sync', sync },
    { name: 'import', stage: 'Running', unit: 'Load', load: { progress: '25.50 %' } },
  ],
  relayStatus: {
    stage: 'Running',
    masterBinlog: '(mysql-bin.000003, 4500)',
    relayBinlog: '(mysql-bin.000003, 4500)',
    relayCatchUpMaster: true,
  },
};
const dmctl = knowing([one, two], (address) => (address === one ? working : {}));

const status = (
  parts: FakeWorldParts,
  argv: readonly string[] = [],
  inventory = sample,
): Promise<CommandRun> =>
  runCommand(
    ['status', ...argv],
    { 'inventory.ini': inventory, 'dm/other.ini': inventory },
    {},
    fakeWorld(parts),
  );

describe('dm-cluster status', () => {
  it('prints tables of what runs', async () => {
    const { status: end, stdout, stderr } = await status({ dmctl });
    assert.deepEqual([end, stderr], [0, '']);
    assert.equal(
      stdout,
      `test-cluster · v1.0.7 at 2026-11-22T03:00:00.000Z, looked at in 0.0 s

INSTANCE      COMPONENT     ADDRESS         STATE  VERSION
dm_master     dm-master     127.0.0.1:8261  up     v1.0.7
dm_worker1    dm-worker     127.0.0.2:8262  up     v1.0.7
dm_worker2    dm-worker     127.0.0.3:8263  up     v1.0.7
dm_portal     dm-portal     127.0.0.1:8280  up
prometheus    prometheus    127.0.0.1:9090  up
grafana       grafana       127.0.0.1:3000  up
alertmanager  alertmanager  127.0.0.1:9093  up

RELAY OF    STAGE    AT                     UPSTREAM AT            CAUGHT UP
dm_worker1  Running  mysql-bin.000003:4500  mysql-bin.000003:4500  yes

TASK    WORKER      UNIT  STAGE    PROGRESS
import  dm_worker1  Load  Running  25.50 %
test    dm_worker1  Sync  Running  500 B behind

TASK    STATE    WORKERS
import  Running  dm_worker1
test    Running  dm_worker1
`,
    );
  });

  it('ends with 1 when something does not work, and says what', async () => {
    const { status: end, stdout } = await status({ dmctl, ports: { [two]: 'refused' } });
    assert.equal(end, 1);
    assert.match(stdout, /^dm_worker2 .+ down$/m);
    assert.match(stdout, /^error {4}dm_worker2: 127\.0\.0\.3:8263 refuses connections/m);
  });

  it('ends with 2 when somebody should look: a lock', async () => {
    const lock = { ID: 'test-`d`.`t`', task: 'test', owner: one, synced: [one], unsynced: [two] };
    const locks = { result: true, msg: '', locks: [lock] };
    const { status: end, stdout } = await status({ dmctl: { ...dmctl, 'show-ddl-locks': locks } });
    assert.equal(end, 2);
    assert.match(stdout, /^test-`d`\.`t` {2}test {2}dm_worker1 {2}dm_worker1 {2}dm_worker2$/m);
    assert.match(stdout, /^warning {2}DDL lock test-`d`\.`t` waits for dm_worker2\.$/m);
  });

  it('looks twice before it says that DM-master lost a lock', async () => {
    const waits = knowing([one, two], (address) =>
      address === one
        ? { subTaskStatus: [{ ...working.subTaskStatus[0], unresolvedDDLLockID: 'test-`d`.`t`' }] }
        : {},
    );
    const world = fakeWorld({ dmctl: waits });
    const { status: end, stdout } = await runCommand(
      ['status'],
      { 'inventory.ini': sample },
      {},
      world,
    );
    assert.equal(end, 1);
    assert.match(stdout, /^error {4}Task test on dm_worker1 waits for the DDL lock test-`d`\.`t`/m);
    assert.equal(world.asked.filter((line) => line === 'show-ddl-locks').length, 2);
  });

  it('looks twice before it says that DM-master waits for a worker the inventory lacks', async () => {
    const late = 'rpc error: code = DeadlineExceeded desc = context deadline exceeded';
    const world = fakeWorld({ dmctl: { ...dmctl, 'query-status --more': late } });
    const files = { 'inventory.ini': sample };
    const { status: end, stdout } = await runCommand(
      ['status', '--format', 'json'],
      files,
      {},
      world,
    );
    assert.equal(end, 2);
    const { drift, master } = JSON.parse(stdout) as { drift: object[]; master: object };
    assert.deepEqual(drift, [{ kind: 'stranger-hangs' }]);
    assert.ok(!('waitsForStranger' in master));
  });

  it('says that tasks and locks are not known, and why', async () => {
    const nonsense = { ...dmctl, 'show-ddl-locks': 'panic:\u001b[31m\nboom' };
    const { status: end, stdout } = await status({ dmctl: nonsense });
    assert.equal(end, 2);
    assert.match(stdout, /printed no answer: panic:/);
    assert.doesNotMatch(stdout, /^TASK/m);
    assert.ok(!stdout.includes('\u001b'));
  });

  it('prints one object', async () => {
    const parts: FakeWorldParts = { dmctl: { ...dmctl, ...knowing([one]) } };
    const { status: end, stdout } = await status(parts, ['-i', 'dm/other.ini', '--format', 'json']);
    assert.equal(end, 2);
    const report = JSON.parse(stdout) as Record<string, unknown>;
    const { instances, drift, problems, ...rest } = report;
    assert.deepEqual(rest, {
      cluster: 'test-cluster',
      version: 'v1.0.7',
      startedAt: '2026-11-22T03:00:00.000Z',
      observedAt: '2026-11-22T03:00:00.000Z',
      master: {
        kind: 'known',
        tasks: [],
        locks: [],
        lostLocks: [],
        observedAt: '2026-11-22T03:00:00.000Z',
      },
    });
    assert.deepEqual(drift, [{ kind: 'worker-not-known', alias: 'dm_worker2', address: two }]);
    assert.ok(Array.isArray(instances) && Array.isArray(problems));
    assert.deepEqual([instances.length, problems.length], [7, 1]);
    assert.deepEqual(instances[1], {
      component: 'dm-worker',
      alias: 'dm_worker1',
      address: one,
      state: 'up',
      reason: '',
      observedAt: '2026-11-22T03:00:00.000Z',
      version: 'v1.0.7',
      subtasks: [],
      lags: [],
    });
  });

  it('looks at nothing when the inventory can not be read', async () => {
    for (const [inventory, says] of [
      ['[a\n', /inventory\.ini has an error: /],
      ['[web]\nw1\n', /inventory\.ini holds no group of DM/],
    ] as const) {
      const { status: end, stdout, stderr } = await status({}, [], inventory);
      assert.deepEqual([end, stdout], [66, '']);
      assert.match(stderr, says);
    }
    const missing = await runCommand(['status', '-i', 'no.ini'], {});
    assert.equal(missing.status, 66);
  });

  it('refuses a wrong command line', async () => {
    for (const argv of [['inventory.ini'], ['--format', 'sarif'], ['--nope'], ['-i']]) {
      const { status: end, stdout } = await status({}, argv);
      assert.deepEqual([end, stdout], [64, ''], argv.join(' '));
    }
  });
});
