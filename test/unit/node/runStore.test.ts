import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { ExpectedError } from '../../../src/core/errors/expectedError';
import type { Clock } from '../../../src/core/ports/clock';
import type { ControlMachine } from '../../../src/core/ports/controlMachine';
import { driveRun } from '../../../src/core/procedure/run/engine';
import type { OpenRun, RunStore } from '../../../src/core/procedure/run/runStore';
import { createLocalMachine } from '../../../src/node/localMachine';
import { createRunStore } from '../../../src/node/runStore';
import { never, silent } from '../../support/driving';
import { planOfEveryKind } from '../../support/everyKind';
import { fakeClock } from '../../support/fakeClock';
import { planFor, worker1 } from '../../support/plansFor';
import { temporaryDirectory } from '../../support/temporaryDirectory';

const plan = planFor('restart-worker', worker1, { method: 'stop-start' });
const machine = createLocalMachine();

describe('runStore', () => {
  const at = temporaryDirectory();
  const lockFile = (): string => at('.dm-cluster', 'lock');
  const store = (clock: Clock = fakeClock(1_700_000_000_000)): RunStore =>
    createRunStore(machine, at(), clock);

  async function checkLocked(work: Promise<unknown>, says: RegExp): Promise<void> {
    await assert.rejects(work, (error: unknown) => {
      assert.ok(error instanceof ExpectedError);
      assert.equal(error.code, 'locked');
      assert.match(error.message, says);
      return true;
    });
  }

  it('begins a run: lock, journal, and the files that it needs', async () => {
    const { directory, state } = await store().begin(plan);
    assert.match(directory.run, /^20231114-221320-restart-worker-[0-9a-f]{8}$/);
    assert.equal(state.plan.title, 'Restart dm_worker1');
    const written = await directory.readJournal();
    assert.deepEqual(
      written.map(({ type }) => type),
      ['planned'],
    );
    assert.equal(readFileSync(at('.dm-cluster', '.gitignore'), 'utf8'), '*\n');
    assert.match(readFileSync(at('.dm-cluster/lib/launcher.sh'), 'utf8'), /^#!\/bin\/sh/);
    assert.deepEqual(readdirSync(store().callbackDirectory), ['dm_cluster_events.py']);
    assert.equal((statSync(at('.dm-cluster')).mode & 0o777).toString(8), '700');
  });

  it('knows who holds the lock', async () => {
    assert.equal(await store().lockHolder(), undefined);
    const { directory } = await store().begin(plan);
    const holder = await store().lockHolder();
    assert.equal(holder?.run, directory.run);
    assert.deepEqual([holder.title, holder.user], ['Restart dm_worker1', machine.user]);
    assert.equal(holder.since, 1_700_000_000_000);
  });

  it('begins no second run, and says who holds the lock', async () => {
    await store().begin(plan);
    await checkLocked(store().begin(plan), /"Restart dm_worker1", started by/);
    assert.equal(readdirSync(at('.dm-cluster/runs')).length, 1);
  });

  it('writes down over which checks the operator goes on', async () => {
    const overrides = [{ check: 'locks', reason: 'The lock is stale.' }];
    const { state, directory } = await store().begin(plan, overrides);
    assert.deepEqual(state.overrides, overrides);
    assert.deepEqual((await store().open(directory.run))?.state.overrides, overrides);
  });

  it('lets one of many begin', async () => {
    const begun = await Promise.allSettled(Array.from({ length: 10 }, () => store().begin(plan)));
    assert.equal(begun.filter(({ status }) => status === 'fulfilled').length, 1);
  });

  it('gives back its own lock only', async () => {
    const { directory } = await store().begin(plan);
    await store().breakLock('another-run');
    assert.ok(existsSync(lockFile()));
    await directory.releaseLock();
    assert.equal(existsSync(lockFile()), false);
    await directory.releaseLock();
    const next = await store().begin(plan);
    await directory.releaseLock();
    assert.equal((await store().lockHolder())?.run, next.directory.run);
  });

  it('is kept out by a lock that can not be read, until that is broken', async () => {
    const { directory } = await store().begin(plan);
    await directory.releaseLock();
    for (const text of ['', '{"run":"r']) {
      writeFileSync(lockFile(), text);
      await checkLocked(store().begin(plan), /an unknown run/);
      assert.equal((await store().lockHolder())?.run, '');
      await store().breakLock('');
      assert.equal(existsSync(lockFile()), false);
    }
  });

  it('gives the lock back when the journal can not be written', async () => {
    const failing = { ...machine, appendText: () => Promise.reject(new Error('disk full')) };
    const staged = new Map([['edit-hosts', 'secret']]);
    const begun = createRunStore(failing, at(), fakeClock()).begin({ ...plan, staged });
    await assert.rejects(begun, /disk full/);
    assert.equal(existsSync(lockFile()), false);
    assert.deepEqual(readdirSync(at('.dm-cluster/runs')), []);
  });

  it('opens a run by its id, as far as its journal goes', async () => {
    const { directory } = await store().begin(plan);
    await directory.append({ type: 'step-started', at: 1, step: 'stop' });
    writeFileSync(at('.dm-cluster/runs', directory.run, 'journal.jsonl'), '{"type":"step-en', {
      flag: 'a',
    });
    const open = await store().open(directory.run);
    assert.equal(open?.state.steps[0]?.status, 'running');
    assert.equal(await store().open('no-such-run'), undefined);
  });

  it('keeps a run that has ended', async () => {
    const { directory } = await store().begin(plan);
    await directory.append({ type: 'ended', at: 2, outcome: 'failed', survey: undefined });
    await directory.releaseLock();
    const open = await store().open(directory.run);
    assert.equal(open?.state.end?.outcome, 'failed');
  });

  it('stages texts for their owner alone, keeps them out of the journal, and removes them', async () => {
    const staged = new Map([['edit-hosts', 'mysql_password=abc\n']]);
    const { directory, state } = await store().begin({ ...plan, staged });
    const file = at('.dm-cluster/runs', directory.run, 'edit-hosts.after');
    assert.equal(readFileSync(file, 'utf8'), 'mysql_password=abc\n');
    assert.equal((statSync(file).mode & 0o777).toString(8), '600');
    const journal = readFileSync(at('.dm-cluster/runs', directory.run, 'journal.jsonl'), 'utf8');
    assert.ok(!journal.includes('abc'));
    assert.ok(!('staged' in state.plan));
    await directory.removeTexts();
    assert.equal(existsSync(file), false);
  });

  it('takes a run up again: with the lock, and what was decided', async () => {
    const { directory } = await store().begin(plan);
    await directory.append({ type: 'ended', at: 2, outcome: 'cancelled', survey: undefined });
    await directory.releaseLock();
    const resumed = { type: 'resumed', at: 3, user: 'tidb', round: 0 } as const;
    const { state } = await store().resume(directory.run, [resumed]);
    assert.equal(state.end, undefined);
    assert.equal((await store().lockHolder())?.run, directory.run);
    await checkLocked(store().begin(plan), /started by/);
  });

  it('takes no run up again while another holds the lock, and writes nothing then', async () => {
    const first = await store().begin(plan);
    await first.directory.append({ type: 'ended', at: 2, outcome: 'failed', survey: undefined });
    await first.directory.releaseLock();
    await store().begin(plan);
    const resumed = { type: 'resumed', at: 3, user: 'tidb', round: 0 } as const;
    await checkLocked(store().resume(first.directory.run, [resumed]), /started by/);
    assert.equal((await first.directory.readJournal()).length, 2);
    await assert.rejects(
      store().resume('no-such-run', []),
      (error) => error instanceof ExpectedError && error.code === 'no-run',
    );
  });

  it('heals a lock that a run left behind when it died between its end and giving it back', async () => {
    const { directory } = await store().begin(plan);
    await directory.append({ type: 'ended', at: 2, outcome: 'succeeded', survey: undefined });
    const next = await store().begin(plan);
    assert.equal((await store().lockHolder())?.run, next.directory.run);
  });

  it('lists runs, the latest first, and removes old ones that have ended', async () => {
    const runs: string[] = [];
    for (const at of [1, 2, 3, 4]) {
      const { directory } = await store(fakeClock(1_700_000_000_000 + at * 1000)).begin(plan);
      runs.push(directory.run);
      // The third never ends.
      if (at !== 3) {
        await directory.append({ type: 'ended', at, outcome: 'succeeded', survey: undefined });
      }
      await directory.releaseLock();
    }
    const ids = async (most: number): Promise<readonly string[]> =>
      (await store().list(most)).map(({ run }) => run);
    assert.deepEqual(await ids(10), runs.toReversed());
    assert.deepEqual(await ids(2), runs.toReversed().slice(0, 2));
    assert.deepEqual((await store().removeBefore(4)).toSorted(), runs.slice(0, 2));
    assert.deepEqual(await ids(10), runs.slice(2).toReversed());
  });

  it('keeps an old run that left something to a person, until that is settled', async () => {
    const item = { id: 'fence', sentence: 'Fence the old machine.' };
    const { directory } = await store().begin({ ...plan, openItems: [item] });
    await directory.append({ type: 'ended', at: 1, outcome: 'succeeded', survey: undefined });
    await directory.releaseLock();
    assert.deepEqual(await store().removeBefore(9), []);
    await directory.append({ type: 'item-settled', at: 2, user: 'tidb', item: 'fence' });
    assert.deepEqual(await store().removeBefore(9), [directory.run]);
  });

  describe('knows whether a run is going on', () => {
    const later = (milliseconds: number): RunStore =>
      store(fakeClock(1_700_000_000_000 + milliseconds));
    const reopened = async (run: string): Promise<OpenRun> =>
      (await store().open(run)) ?? assert.fail();

    it('by its last transition, between steps', async () => {
      const run = await store().begin(plan);
      assert.equal(await later(89_000).isGoingOn(run), true);
      assert.equal(await later(91_000).isGoingOn(run), false);
    });

    it('by what its driver says of itself while it waits', async () => {
      const begin = 1_700_000_000_000;
      const clock = fakeClock(begin);
      const steps = plan.steps.filter(({ id }) => id === 'verify-up');
      const { directory, state } = await store(clock).begin({ ...plan, steps });
      const seen: boolean[] = [];
      const probing: ControlMachine = {
        ...machine,
        probePort: async () => {
          seen.push(await store(clock).isGoingOn(await reopened(directory.run)));
          return { kind: clock.now() - begin > 100_000 ? 'open' : 'closed' };
        },
      };
      const ports = { machine: probing, directory, clock };
      const end = await driveRun(state, ports, silent, { cancel: never(), detach: never() });
      assert.equal(end.end?.outcome, 'succeeded');
      assert.ok(clock.now() - begin > 100_000);
      assert.deepEqual([...new Set(seen)], [true]);
    });

    it('not any more when its driver died while it waited', async () => {
      const { directory } = await store().begin(plan);
      await directory.append({ type: 'step-started', at: 1, step: 'verify-down' });
      await directory.giveSign(1_700_000_100_000);
      const run = await reopened(directory.run);
      assert.equal(await later(189_000).isGoingOn(run), true);
      assert.equal(await later(191_000).isGoingOn(run), false);
    });

    it('while a person is waited for, for as long as that takes', async () => {
      const { directory } = await store().begin(planOfEveryKind());
      const steps = planOfEveryKind().steps.map(({ id }) => id);
      for (const step of steps.slice(0, steps.indexOf('switch') + 1)) {
        await directory.append({ type: 'step-started', at: 1, step });
        if (step === 'switch') break;
        const ended = {
          type: 'step-ended',
          outcome: 'succeeded',
          sentence: '',
          hosts: [],
        } as const;
        await directory.append({ ...ended, at: 1, step });
      }
      const run = await reopened(directory.run);
      assert.equal(await later(500_000).isGoingOn(run), true);
    });

    it('by its process, for as long as that lives', async () => {
      const { directory } = await store().begin(plan);
      await directory.append({ type: 'step-started', at: 1, step: 'stop' });
      await directory.launch('stop', {
        argv: ['cat', at('.dm-cluster')],
        directory: '',
        environment: {},
      });
      const waiting = at('fifo');
      await machine.run(['mkfifo', waiting], { cwd: at() });
      await directory.append({
        type: 'step-ended',
        at: 2,
        step: 'stop',
        outcome: 'succeeded',
        sentence: '',
        hosts: [],
      });
      await directory.append({ type: 'step-started', at: 3, step: 'start' });
      await directory.launch('start', { argv: ['cat', waiting], directory: '', environment: {} });
      const open = await reopened(directory.run);
      assert.equal(await later(500_000).isGoingOn(open), true);
      writeFileSync(waiting, 'end\n');
      const listener = { onOutput: () => undefined, onEvent: () => undefined };
      await directory.follow('start', listener, new AbortController().signal);
      assert.equal(await later(500_000).isGoingOn(open), false);
    });
  });
});
