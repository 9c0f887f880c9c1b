import assert from 'node:assert/strict';
import type { DdlLock, SubtaskStatus } from '../../../../src/core/dmctl/results';
import type { Check } from '../../../../src/core/procedure/check';
import type { ProcedureId } from '../../../../src/core/procedure/procedure';
import { clusterOf, sample } from '../../../support/clusters';
import { subtask, syncing, working } from '../../../support/dmStates';
import { planFor, wholeCluster } from '../../../support/plansFor';
import { type StatusParts, statusOf } from '../../../support/statuses';

const [first, second] = ['127.0.0.2:8262', '127.0.0.3:8263'];
const ddl = 'ALTER TABLE `s`.`t` ADD COLUMN `c` INT';
const lock: DdlLock = {
  id: 'shards-`s`.`t`',
  task: 'shards',
  owner: first,
  ddls: [ddl],
  synced: [first],
  unsynced: [second],
};

/** Both workers answer; these subtasks run on the first. */
const parts = (
  subtasks: readonly SubtaskStatus[],
  locks: readonly DdlLock[] = [],
): StatusParts => ({
  instances: {
    dm_worker1: { worker: working(first, { subtasks }) },
    dm_worker2: { worker: working(second) },
  },
  master: { locks },
});

function checks(
  id: ProcedureId,
  parameters: Readonly<Record<string, string>>,
  status: StatusParts,
): readonly Check[] {
  return planFor(id, wholeCluster, { parameters, status: statusOf(clusterOf(sample), status) })
    .checks;
}

const words = (found: readonly Check[]): readonly string[] =>
  found
    .filter(({ id }) => id !== 'edited-inventory')
    .map(({ id, status, canOverride }) => `${status}${canOverride === true ? '?' : ''} ${id}`);

const one = { component: 'dm-worker', instance: 'dm_worker1' };
const moved = { instance: 'dm_worker1', host: '127.0.0.9' };
const running = [subtask('orders', { progress: syncing })];

describe('live checks', () => {
  const table: readonly (readonly [
    ProcedureId,
    Readonly<Record<string, string>>,
    StatusParts,
    readonly string[],
  ])[] = [
    ['restart-worker', one, parts([]), ['pass ddl-lock']],
    ['restart-worker', one, parts(running), ['pass sync', 'pass ddl-lock']],
    [
      'restart-worker',
      one,
      parts([subtask('a', { unit: 'Load' })]),
      ['pass load', 'pass ddl-lock'],
    ],
    [
      'restart-worker',
      one,
      parts([subtask('a', { unit: 'Dump' })]),
      ['warn dump', 'pass ddl-lock'],
    ],
    ['restart-worker', one, parts([], [lock]), ['block? ddl-lock']],
    ['rolling-update', one, parts([], [lock]), ['block? ddl-lock']],
    ['stop', one, parts([], [lock]), ['warn ddl-lock']],
    ['stop', {}, parts(running), ['pass sync', 'pass ddl-lock']],
    ['restart', { component: 'grafana' }, parts([], [lock]), []],
    [
      'restart-worker',
      one,
      { instances: { dm_worker1: { worker: undefined } } },
      ['warn silent-workers'],
    ],
    [
      'remove-worker',
      { instance: 'dm_worker1' },
      parts(running, [lock]),
      ['warn running-tasks', 'warn ddl-lock'],
    ],
    [
      'remove-worker',
      { instance: 'dm_worker2' },
      parts(running),
      ['pass running-tasks', 'pass ddl-lock'],
    ],
    ['replace-worker', moved, parts(running, [lock]), ['pass upstream-binlog', 'block? ddl-lock']],
    [
      'replace-worker',
      moved,
      parts([subtask('a', { unit: 'Load' })]),
      ['warn importing', 'pass ddl-lock'],
    ],
    [
      'upgrade',
      { version: 'v1.0.8' },
      parts(running, [lock]),
      ['pass sync', 'warn running-tasks', 'block? ddl-lock'],
    ],
    // DM-master alone: no unit of a subtask begins anew, but tasks and locks are those of all.
    [
      'upgrade',
      { version: 'v1.0.8', components: 'dm-master' },
      parts(running, [lock]),
      ['warn mixed-versions', 'warn running-tasks', 'block? ddl-lock'],
    ],
    [
      'upgrade',
      { version: 'v1.0.8', components: 'dm-master' },
      parts([]),
      ['warn mixed-versions', 'pass running-tasks', 'pass ddl-lock'],
    ],
    [
      'upgrade',
      { version: 'v1.0.8', components: 'dm-master' },
      { instances: { dm_worker1: { worker: working(first) } } },
      ['warn mixed-versions', 'warn silent-workers'],
    ],
    [
      'upgrade',
      { version: 'v1.0.8', components: 'dmctl' },
      parts(running, [lock]),
      ['warn mixed-versions'],
    ],
    [
      'switch-upstream-vip',
      { instance: 'dm_worker1' },
      parts(running),
      ['block? enable-gtid', 'pass ddl-lock'],
    ],
    [
      'switch-upstream-vip',
      { instance: 'dm_worker1,dm_worker2' },
      { instances: { dm_worker1: { worker: working(first) } } },
      ['block? enable-gtid', 'block silent-worker'],
    ],
    [
      'switch-upstream-address',
      { instance: 'dm_worker1', mysql_host: '127.0.9.9' },
      parts(running, [lock]),
      ['block? enable-gtid', 'block no-task-file', 'block? ddl-lock'],
    ],
    [
      'switch-upstream-address',
      { instance: 'dm_worker1', mysql_host: '127.0.9.9', task_files: 'orders=conf/orders.yaml' },
      parts(running),
      ['block? enable-gtid', 'pass ddl-lock'],
    ],
  ];
  for (const [id, parameters, status, expected] of table) {
    it(`${id} ${Object.values(parameters).join(' ')}: ${expected.join(', ')}`, () => {
      assert.deepEqual(words(checks(id, parameters, status)), expected);
    });
  }

  it('name the lock, its owner, the DDL, who is synced and who is not, and what to do', () => {
    const [found] = checks('restart-worker', one, parts([], [lock]));
    assert.equal(
      found?.sentence,
      `The sharding DDL lock ${lock.id} of task shards is not resolved: owner dm_worker1; synced: dm_worker1; not synced: dm_worker2; DDL: ${ddl}. A DM-worker that restarts after the owner executed the DDL and before it has skipped it waits for ever. Wait until show-ddl-locks lists nothing, or handle the lock first.`,
    );
  });

  it('see a lock that only the subtask tells of', () => {
    const waiting = subtask('shards', {
      unresolvedDdlLock: lock.id,
      progress: { ...syncing, blockingDdls: [ddl] },
    });
    const found = checks('restart-worker', one, parts([waiting]));
    assert.deepEqual(words(found), ['pass sync', 'block? ddl-lock']);
    assert.match(found.at(-1)?.sentence ?? '', /owner none; synced: dm_worker1/);
    const blocked = subtask('shards', { progress: { ...syncing, blockingDdls: [ddl] } });
    assert.deepEqual(words(checks('restart-worker', one, parts([blocked]))), [
      'pass sync',
      'block? ddl-lock',
    ]);
    // Listed and told by the subtask, it is one lock.
    assert.deepEqual(words(checks('restart-worker', one, parts([waiting], [lock]))), [
      'pass sync',
      'block? ddl-lock',
    ]);
  });

  it('pass nothing that one of the workers, or DM-master, did not tell', () => {
    const silent: StatusParts = { instances: { dm_worker1: { worker: working(first) } } };
    const unasked: StatusParts = { ...parts([]), master: { kind: 'unknown', reason: 'refused' } };
    const cases: readonly (readonly [ProcedureId, Readonly<Record<string, string>>])[] = [
      ['stop', {}],
      ['restart-worker', {}],
      ['upgrade', { version: 'v1.0.8' }],
    ];
    for (const [id, parameters] of cases) {
      assert.deepEqual(words(checks(id, parameters, silent)), ['warn silent-workers'], id);
      const ids = words(checks(id, parameters, unasked));
      assert.ok(!ids.includes('pass ddl-lock') && ids.includes('warn live-state'), id);
    }
    const gone = checks('remove-worker', { instance: 'dm_worker2' }, silent);
    assert.deepEqual(words(gone), ['warn silent-workers']);
  });

  it('do not pass silently when nobody looked', () => {
    const blind = (id: ProcedureId, parameters: Readonly<Record<string, string>>) =>
      words(planFor(id, wholeCluster, { parameters }).checks);
    assert.deepEqual(blind('restart-worker', one), ['warn live-state']);
    assert.deepEqual(blind('restart', { component: 'grafana' }), []);
    assert.deepEqual(blind('restart-master', {}), ['warn live-state']);
    assert.deepEqual(blind('replace-master', { host: '127.0.0.9' }), ['warn live-state']);
    assert.deepEqual(blind('switch-upstream-vip', { instance: 'dm_worker1' }), [
      'block? enable-gtid',
      'block live-state',
    ]);
  });
});
