import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { UnreadableReason } from '../../src/core/dmctl/answer';
import { answerSentence } from '../../src/core/dmctl/answerSentence';
import type { DmctlCommand, DmctlCommandKind } from '../../src/core/dmctl/command';
import { openDmctl, type RunDmctl } from '../../src/core/dmctl/openDmctl';
import { diagnoseLocks, type LockDiagnosis } from '../../src/core/status/ddlLocks';
import { createLocalMachine } from '../../src/node/localMachine';
import type { DmctlFault } from '../sandbox/control/faults';
import { runOrThrow } from '../sandbox/control/run';
import { type Sandbox, startSandbox } from '../sandbox/sandbox';
import { commandKinds } from '../support/dmctlFixtures';

// dmctl as a program, over the control machine's real port: what is typed, what comes out.
describe('dmctl of a deployment', () => {
  const machine = createLocalMachine();
  const limits = { timeout: 60_000 };
  let sandbox: Sandbox;
  let masterAddress: string;
  let [one, two]: readonly string[] = [];
  let dmctl: RunDmctl;
  let file: string;

  before(async () => {
    sandbox = await startSandbox({ name: 'dmctl-runs', workers: 2, started: true });
    masterAddress = await sandbox.dm.address('dm_master');
    [one, two] = [await sandbox.dm.address('dm_worker1'), await sandbox.dm.address('dm_worker2')];
    dmctl = openDmctl(machine, {
      directory: path.join(sandbox.directory, 'dmctl'),
      masterAddress,
    });
    file = await sandbox.dm.writeTask({ name: 'test', sharding: true });
  });
  after(() => sandbox.dispose());

  /** A command, after something that happens to the cluster. */
  interface Act {
    readonly before?: () => Promise<unknown>;
    readonly command: DmctlCommand;
  }

  /** A task from its start to its end, and everything else that can be asked on the way. */
  function story(): readonly Act[] {
    const [worker, other] = [one ?? '', two ?? ''];
    const all = ['dm_worker1', 'dm_worker2'];
    const started: readonly DmctlCommand[] = [
      { kind: 'check-task', file },
      { kind: 'start-task', file, workers: [worker, other] },
      { kind: 'query-tasks' },
      { kind: 'query-status', task: 'test' },
      { kind: 'query-status', workers: [worker, other] },
      { kind: 'query-error', task: 'test' },
      { kind: 'show-ddl-locks' },
      { kind: 'refresh-worker-tasks' },
    ];
    const locked: readonly Act[] = [
      {
        // The owner has executed the DDL, and nobody tells the other one to skip it.
        before: async () => {
          await sandbox.dm.holdUnlock();
          await sandbox.dm.provokeLock('test', all);
        },
        command: { kind: 'break-ddl-lock', worker: other, task: 'test', action: 'skip' },
      },
      {
        before: async () => {
          await sandbox.dm.releaseUnlock();
          await sandbox.dm.provokeLock('test', ['dm_worker1']);
        },
        command: {
          kind: 'unlock-ddl-lock',
          lock: 'test-`shard_db`.`shard_table`',
          workers: [worker],
        },
      },
    ];
    const ended: readonly DmctlCommand[] = [
      { kind: 'pause-task', task: 'test' },
      { kind: 'update-task', file },
      { kind: 'resume-task', task: 'test' },
      { kind: 'pause-relay', workers: [worker] },
      { kind: 'switch-relay-master', workers: [worker] },
      { kind: 'resume-relay', workers: [worker] },
      { kind: 'purge-relay', worker, file: 'mysql-bin.000001' },
      { kind: 'stop-task', task: 'test' },
    ];
    const plain = (command: DmctlCommand): Act => ({ command });
    return [...started.map(plain), ...locked, ...ended.map(plain)];
  }

  async function tellEverything(run: RunDmctl): Promise<void> {
    const told = new Set<DmctlCommandKind>();
    for (const { before, command } of story()) {
      await before?.();
      const answer = await run(command, limits);
      assert.ok(answer.kind === 'ok', answer.kind === 'ok' ? '' : answerSentence(command, answer));
      told.add(command.kind);
    }
    assert.deepEqual([...told].sort(), commandKinds.toSorted());
  }

  it('takes every command as arguments', async () => {
    await tellEverything(dmctl);
  });

  it('takes every command in its interactive shell, before 1.0.3', async () => {
    const directory = await mkdtemp(path.join(os.tmpdir(), 'dm-old-'));
    const prepare = path.join(sandbox.directory, '../mirror/prepare');
    try {
      await runOrThrow([prepare, 'v1.0.2', directory]);
      await tellEverything(openDmctl(machine, { directory, masterAddress }));
    } finally {
      await rm(directory, { recursive: true });
    }
  });

  it('says what it says of a task that is not there, and exits 0', async () => {
    const answer = await dmctl({ kind: 'pause-task', task: 'nobody' }, limits);
    assert.ok(answer.kind === 'failed');
    assert.match(answer.message, /task nobody has no workers or not exist/);
  });

  const faults: Readonly<Partial<Record<NonNullable<DmctlFault['kind']>, UnreadableReason>>> = {
    // its brace begins an object that does not end
    garbage: 'truncated',
    truncated: 'truncated',
    empty: 'empty',
    rpc_error: 'no-master',
    usage: 'usage',
    other_json: 'other-json',
  };
  for (const [kind, reason] of Object.entries(faults)) {
    it(`is ${reason} when it prints ${kind}`, async () => {
      await sandbox.dm.dmctlFault({ kind: kind as NonNullable<DmctlFault['kind']> });
      const answer = await dmctl({ kind: 'query-tasks' }, limits);
      await sandbox.dm.dmctlFault(undefined);
      assert.ok(answer.kind === 'unreadable', answer.kind);
      assert.equal(answer.reason, reason);
    });
  }

  it('is not there where nobody deployed it', async () => {
    const nowhere = openDmctl(machine, { directory: os.tmpdir(), masterAddress });
    await assert.rejects(nowhere({ kind: 'query-tasks' }, limits), { code: 'dmctl-missing' });
  });

  describe('with a lock of the locks guide', () => {
    beforeEach(async () => {
      const started = await dmctl({ kind: 'start-task', file }, limits);
      assert.equal(started.kind, 'ok');
    });
    afterEach(async () => {
      await sandbox.dm.releaseUnlock();
      await sandbox.restart('dm_worker2');
      await dmctl({ kind: 'stop-task', task: 'test' }, limits);
    });

    async function diagnose(restarted: readonly string[] = []): Promise<readonly LockDiagnosis[]> {
      const locks = await dmctl({ kind: 'show-ddl-locks' }, limits);
      const workers = await dmctl(
        { kind: 'query-status', workers: [one ?? '', two ?? ''] },
        limits,
      );
      assert.ok(locks.kind === 'ok' && workers.kind !== 'unreadable');
      return diagnoseLocks(locks.value, workers.value, new Set(restarted));
    }

    const troubles = {
      1: 'worker-gone',
      2: 'restarted-during-unlock',
      3: 'unreachable-during-unlock',
    } as const;
    for (const scenario of [1, 2, 3] as const) {
      it(`finds scenario ${scenario}, and its command resolves it`, async () => {
        await sandbox.dm.scenario(scenario, 'test');
        const [diagnosis, ...others] = await diagnose(scenario === 2 ? [two ?? ''] : []);
        assert.deepEqual(others, []);
        assert.equal(diagnosis?.trouble, troubles[scenario]);
        assert.deepEqual(diagnosis.workers, [two]);
        assert.ok(diagnosis.command !== undefined);
        const resolved = await dmctl(diagnosis.command, limits);
        // The worker that is gone can not skip the DDL, which dmctl calls a failure.
        assert.equal(resolved.kind, scenario === 1 ? 'failed' : 'ok');
        assert.deepEqual(await diagnose(), []);
      });
    }
  });
});
