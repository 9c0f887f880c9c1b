import assert from 'node:assert/strict';
import type { Plan } from '../../../src/core/procedure/plan';
import { planCommands } from '../../../src/core/procedure/planning/planDocument';
import type { ClusterStatus } from '../../../src/core/status/clusterStatus';
import {
  blocked,
  checks,
  ddl,
  first,
  locked,
  lockId,
  one,
  plan,
  status,
  sync,
  task,
  w1,
  w2,
  workerAt,
} from '../../support/liveTasks';

describe('handle-ddl-lock', () => {
  const byLock = { lock: lockId };
  const bySubtask = { ...one, ...task };
  const check = (
    parameters: Readonly<Record<string, string>>,
    found: ClusterStatus | undefined,
    commands: readonly string[],
    ...sentences: readonly RegExp[]
  ): Plan => {
    const made = plan('handle-ddl-lock', parameters, found);
    assert.deepEqual(
      planCommands(made),
      commands.map((command) => `(cd dmctl && ./dmctl -master-addr 127.0.0.1:8261 ${command})`),
    );
    const said = checks(made);
    assert.equal(said.length, sentences.length, said.join('\n'));
    sentences.forEach((sentence, index) => {
      assert.match(said[index] ?? '', sentence);
    });
    assert.equal(made.wantsModal, true);
    return made;
  };
  const unlock = `unlock-ddl-lock 'test-\`shard_db\`.\`shard_table\`'`;

  it('scenario 1: unlocks without the worker that is gone', () => {
    const { notes } = check(
      byLock,
      locked(workerAt(w1), undefined),
      [unlock.replace('unlock-ddl-lock', `unlock-ddl-lock -w ${w1}`)],
      /^warn The lock/,
    );
    assert.deepEqual(notes.slice(1), [
      `DDL: ${ddl}`,
      'Owner: dm_worker1',
      'Synced: dm_worker1',
      'Not synced: dm_worker2',
    ]);
  });

  it('scenario 2: unlocks for the worker that was restarted', () => {
    const found = locked(workerAt(w1, { progress: { ...sync, ...blocked } }), workerAt(w2));
    check(
      byLock,
      found,
      [unlock.replace('unlock-ddl-lock', `unlock-ddl-lock -w ${w1}`)],
      /^warn Only .* waits/,
    );
  });

  it('scenario 3: lets the worker skip what the others have done with', () => {
    const waits = workerAt(w1, { unresolvedDdlLock: lockId, progress: { ...sync, ...blocked } });
    const found = status({
      instances: { dm_worker1: { worker: waits }, dm_worker2: { worker: workerAt(w2) } },
    });
    const command = `break-ddl-lock -w ${w1} --skip test`;
    const { notes } = check(bySubtask, found, [command], /^pass /);
    assert.ok(notes.includes(`DDL: ${ddl}`));
    check(byLock, found, [command], /^pass /);
  });

  it('lets nobody but the operator decide on a DDL that no lock is told of', () => {
    const found = first({ progress: { ...sync, ...blocked } });
    check(bySubtask, found, [], /^block 127.* waits with a DDL/);
    for (const action of ['exec', 'skip']) {
      const command = `break-ddl-lock -w ${w1} --${action} test`;
      const said = /^block \(can be overridden\) 127.* waits with a DDL and has the ID of no lock/;
      const { notes, steps } = check({ ...bySubtask, action }, found, [command], said);
      assert.ok(notes.includes(`DDL: ${ddl}`));
      const byTask = { kind: 'lock-gone', task: 'test', workers: [w1], silent: [] };
      assert.deepEqual(steps[0]?.skipWhen?.condition, byTask);
    }
  });

  it('looks at the end whether the lock is gone, and asks nobody that is', () => {
    const conditionOf = (
      parameters: Readonly<Record<string, string>>,
      found: ClusterStatus | undefined,
    ) => {
      const { steps } = plan('handle-ddl-lock', parameters, found);
      const [told, verified] = steps;
      assert.ok(verified?.kind === 'verify' && steps.length === 2);
      assert.deepEqual(told?.skipWhen?.condition, verified.condition);
      return verified.condition;
    };
    const gone = { kind: 'lock-gone', lock: lockId, silent: [] };
    const both = { ...gone, workers: [w1, w2] };
    const unlocked = { ...byLock, action: 'unlock' };
    assert.deepEqual(conditionOf(unlocked, locked(workerAt(w1), workerAt(w2))), both);
    assert.deepEqual(conditionOf(unlocked, undefined), both);
    assert.deepEqual(conditionOf(byLock, locked(workerAt(w1), undefined)), {
      ...gone,
      workers: [w1],
      silent: [w2],
    });
    const skipped = { ...bySubtask, action: 'skip' };
    const byTask = { kind: 'lock-gone', task: 'test', workers: [w1], silent: [] };
    assert.deepEqual(conditionOf(skipped, undefined), byTask);
    const waits = { unresolvedDdlLock: lockId, progress: { ...sync, ...blocked } };
    const orphan = status({ instances: { dm_worker1: { worker: workerAt(w1, waits) } } });
    assert.deepEqual(conditionOf(bySubtask, orphan), { ...gone, workers: [w1] });
  });

  it('does nothing where nothing is to be done', () => {
    const held = workerAt(w2, { progress: { ...sync, isSynced: false } });
    check(byLock, locked(workerAt(w1), held), [], /^block The lock waits until/);
    check(byLock, status(), [], /^block \(can be overridden\) There is no such lock/);
  });

  it('does what the operator chooses', () => {
    const held = workerAt(w2, { progress: { ...sync, isSynced: false } });
    const found = locked(workerAt(w1), held);
    check(
      { ...byLock, action: 'unlock' },
      found,
      [unlock],
      /^block \(can be overridden\) The lock/,
    );
    check(
      { ...byLock, action: 'force-remove' },
      found,
      [unlock.replace('unlock-ddl-lock', 'unlock-ddl-lock --force-remove')],
      /^block \(can be overridden\)/,
    );
    for (const action of ['exec', 'skip']) {
      const command = `break-ddl-lock -w ${w1} --${action} test`;
      check({ ...bySubtask, action }, undefined, [command], /^warn The state of the running/);
    }
  });

  it('does nothing that nobody chose where the state is not known', () => {
    const made = plan('handle-ddl-lock', byLock);
    assert.deepEqual(planCommands(made), []);
    assert.ok(
      made.checks.some(({ status: kind }) => kind === 'block'),
      checks(made).join('\n'),
    );
  });
});
