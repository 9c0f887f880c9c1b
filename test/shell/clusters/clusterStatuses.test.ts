import assert from 'node:assert/strict';
import { ExpectedError } from '../../../src/core/errors/expectedError';
import type { ClusterStatus, InstanceState } from '../../../src/core/status/clusterStatus';
import { ClusterStatuses, type TakeStatus } from '../../../src/vscode/clusters/clusterStatuses';
import { Inventories } from '../../../src/vscode/inventories/inventories';
import { clusterOf, sample } from '../../support/clusters';
import { fileUri } from '../../support/editor/asVscode';
import { editor, useEditor } from '../../support/editor/fakeEditor';
import { Uri } from '../../support/editor/values';
import { fakeDeployment } from '../../support/fakeDeployment';
import { type ManualClock, manualClock, settled } from '../../support/manualClock';
import { silentLogger } from '../../support/silentLogger';
import { statusOf } from '../../support/statuses';

const file = '/ws/dm/inventory.ini';
const minute = 60_000;

describe('ClusterStatuses', () => {
  useEditor();
  let clock: ManualClock;
  let inventories: Inventories;
  let statuses: ClusterStatuses;
  /** Times at which a sweep began. */
  let sweeps: number[];
  let take: TakeStatus;
  let told: string[];
  const inventory = fileUri(file);
  const found = (): ClusterStatus => statusOf(clusterOf(sample), { at: clock.now() });

  beforeEach(() => {
    editor.state.files.set(file, sample);
    clock = manualClock();
    inventories = new Inventories(silentLogger);
    sweeps = [];
    told = [];
    take = () => Promise.resolve(found());
    const deployment = fakeDeployment(() => sample);
    statuses = new ClusterStatuses({
      inventories,
      deployments: { local: () => deployment, remote: () => deployment },
      sweep: (...args) => {
        sweeps.push(clock.now());
        return take(...args);
      },
      clock,
      logger: silentLogger,
    });
    statuses.onDidChange((uri) => {
      told.push(uri.path);
    });
  });
  afterEach(() => {
    statuses.dispose();
    inventories.dispose();
  });

  const unreachable = (): void => {
    take = () => Promise.reject(new ExpectedError('ssh', 'The control machine does not answer.'));
  };

  it('does nothing until somebody watches', async () => {
    statuses.refresh();
    await clock.advance(minute);
    assert.deepEqual([sweeps, clock.sleeping(), editor.state.disk], [[], [], []]);
    assert.equal(editor.state.events.trusted.listenerCount, 0);
    assert.equal(statuses.of(inventory), undefined);
  });

  it('tells which clusters are watched', () => {
    const changes: string[][] = [];
    statuses.onDidChangeWatched(() => {
      changes.push(statuses.watched().map(({ path }) => path));
    });
    const watches = [statuses.watch(inventory), statuses.watch(inventory)];
    for (const watch of [...watches, ...watches]) watch.dispose();
    assert.deepEqual(changes, [[file], [file, file], [file], []]);
  });

  it('looks at once, then every ten seconds, and tells each time', async () => {
    statuses.watch(inventory);
    await settled();
    assert.deepEqual(sweeps, [0]);
    assert.equal(statuses.of(inventory)?.observedAt, 0);
    await clock.advance(25_000);
    assert.deepEqual(sweeps, [0, 10_000, 20_000]);
    assert.deepEqual(told, [file, file, file]);
    assert.equal(statuses.of(inventory)?.observedAt, 20_000);
    assert.equal(statuses.trouble(inventory), undefined);
  });

  it('leaves no timer and no sweep behind when nobody watches any more', async () => {
    const first = statuses.watch(inventory);
    const second = statuses.watch(inventory);
    await settled();
    first.dispose();
    first.dispose();
    assert.equal(clock.sleeping().length, 1);
    second.dispose();
    await settled();
    assert.deepEqual(clock.sleeping(), []);
    await clock.advance(minute);
    assert.deepEqual(sweeps, [0]);
    assert.ok(statuses.of(inventory), 'what was seen is still known');
  });

  it('ends a sweep that nobody waits for, and makes it up when somebody watches', async () => {
    let aborted = 0;
    take = (_cluster, _deployment, { signal }) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          aborted += 1;
          resolve(found());
        });
      });
    statuses.watch(inventory).dispose();
    const watch = statuses.watch(inventory);
    await settled();
    watch.dispose();
    await settled();
    assert.equal(aborted, sweeps.length);
    assert.equal(statuses.of(inventory), undefined, 'half a sweep is no status');
    assert.deepEqual(told, []);
    take = () => Promise.resolve(found());
    statuses.watch(inventory);
    await settled();
    assert.ok(statuses.of(inventory));
  });

  it('makes one sweep at a time, however often it is asked', async () => {
    const waiting: ((status: ClusterStatus) => void)[] = [];
    take = () => new Promise((resolve) => waiting.push(resolve));
    const watch = statuses.watch(inventory);
    await settled();
    for (let time = 0; time < 5; time += 1) {
      statuses.refresh();
      statuses.refresh(inventory);
      await clock.advance(minute);
    }
    watch.dispose();
    statuses.watch(inventory);
    await settled();
    assert.equal(sweeps.length, 1);
    waiting.shift()?.(found());
    await settled();
    assert.equal(sweeps.length, 2, 'the one that was asked for meanwhile');
  });

  it('rests as long as a slow sweep took', async () => {
    take = async () => {
      await clock.sleep(15_000);
      return found();
    };
    statuses.watch(inventory);
    await settled();
    await clock.advance(50_000);
    assert.deepEqual(sweeps, [0, 30_000]);
  });

  it('asks ever less often when the control machine does not answer', async () => {
    unreachable();
    statuses.watch(inventory);
    await settled();
    assert.equal(statuses.trouble(inventory), 'The control machine does not answer.');
    await clock.advance(30 * minute);
    const pauses = sweeps.slice(1).map((at, index) => (at - (sweeps[index] ?? 0)) / 1000);
    assert.deepEqual(pauses.slice(0, 6), [20, 40, 80, 160, 300, 300]);
  });

  it('asks at once on a refresh, and as often as before when it answers', async () => {
    take = () => Promise.resolve(found());
    statuses.watch(inventory);
    await settled();
    unreachable();
    await clock.advance(10 * minute);
    assert.equal(statuses.of(inventory)?.observedAt, 0, 'what was seen is kept');
    take = () => Promise.resolve(found());
    sweeps.length = 0;
    const now = clock.now();
    statuses.refresh();
    await settled();
    assert.equal(statuses.trouble(inventory), undefined);
    await clock.advance(20_000);
    assert.deepEqual(sweeps, [now, now + 10_000, now + 20_000]);
  });

  it('looks only when it is told to with an interval of 0', async () => {
    editor.state.settings.set('dmCluster.status.interval', 0);
    statuses.watch(inventory);
    await clock.advance(10 * minute);
    assert.deepEqual([sweeps, clock.sleeping()], [[], []]);
    statuses.refresh();
    await settled();
    await clock.advance(10 * minute);
    assert.equal(sweeps.length, 1);
    editor.state.settings.set('dmCluster.status.interval', 60);
    editor.state.events.settings.fire({ affectsConfiguration: () => true });
    await settled();
    assert.equal(sweeps.length, 2);
    assert.deepEqual(clock.sleeping(), [minute]);
  });

  describe('after a time in which nobody looked', () => {
    /** A look that nothing comes of yet. */
    const pending = (): void => {
      take = () => new Promise(() => undefined);
    };
    const away = async (milliseconds: number): Promise<void> => {
      const watch = statuses.watch(inventory);
      await settled();
      watch.dispose();
      await clock.advance(milliseconds);
      told.length = 0;
    };

    it('shows what it saw before as old, and tells so, until the next look', async () => {
      await away(60 * minute);
      statuses.watch(inventory);
      assert.equal(
        statuses.trouble(inventory),
        'Nobody has looked since; the next look is under way.',
      );
      assert.equal(statuses.of(inventory)?.observedAt, 0);
      assert.deepEqual([told, statuses.isSilent(inventory)], [[file], false]);
      await settled();
      assert.equal(statuses.trouble(inventory), undefined);
      assert.equal(statuses.of(inventory)?.observedAt, 60 * minute);
    });

    it('does not when it was two intervals at most', async () => {
      await away(20_000);
      pending();
      statuses.watch(inventory);
      await settled();
      assert.deepEqual([statuses.trouble(inventory), told], [undefined, []]);
    });

    it('leaves it old where only Refresh brings a look', async () => {
      editor.state.settings.set('dmCluster.status.interval', 0);
      statuses.watch(inventory).dispose();
      statuses.refresh();
      await away(60 * minute);
      statuses.watch(inventory);
      await clock.advance(minute);
      const trouble = 'Nobody has looked since. Choose Refresh to look again.';
      assert.equal(statuses.trouble(inventory), trouble);
      statuses.refresh();
      await settled();
      assert.equal(statuses.trouble(inventory), undefined);
    });

    it('compares nothing with what it saw before', async () => {
      const states: InstanceState[] = ['up', 'down', 'up', 'down'];
      const given: (number | undefined)[] = [];
      take = (_cluster, _deployment, { previous }) => {
        given.push(previous?.observedAt);
        const instances = { dm_worker1: { state: states.shift() ?? 'up' } };
        return Promise.resolve(statusOf(clusterOf(sample), { at: clock.now(), instances }));
      };
      const watch = statuses.watch(inventory);
      await clock.advance(10_000);
      assert.equal(statuses.since(inventory).get('dm-worker/dm_worker1'), 10_000);
      watch.dispose();
      await clock.advance(60 * minute);
      statuses.watch(inventory);
      await settled();
      assert.deepEqual(given, [undefined, 0, undefined]);
      assert.equal(statuses.since(inventory).size, 0, 'nobody knows since when it is up');
    });
  });

  describe('when the connection is refused', () => {
    const refuse = (code: string): void => {
      take = () => Promise.reject(new ExpectedError(code, 'So it is.'));
    };
    for (const [code, sentence] of [
      ['cancelled', 'Not connected. Choose Refresh to connect again.'],
      ['login-refused', 'So it is. Choose Refresh to try again.'],
      ['host-key-changed', 'So it is. Choose Refresh to try again.'],
      ['host-key-revoked', 'So it is. Choose Refresh to try again.'],
    ] as const) {
      it(`does not ask again by itself: ${code}`, async () => {
        refuse(code);
        const watch = statuses.watch(inventory);
        await clock.advance(60 * minute);
        inventories.refresh();
        statuses.lookAgain();
        watch.dispose();
        statuses.watch(inventory);
        await clock.advance(60 * minute);
        assert.deepEqual([sweeps, clock.sleeping()], [[0], []]);
        assert.equal(statuses.trouble(inventory), sentence);
        take = () => Promise.resolve(found());
        statuses.refresh();
        await clock.advance(10_000);
        assert.equal(sweeps.length, 3, 'and then as often as before');
        assert.equal(statuses.trouble(inventory), undefined);
      });
    }
  });

  it('looks again at once when something has happened', async () => {
    statuses.watch(inventory);
    await settled();
    statuses.lookAgain();
    await settled();
    assert.deepEqual(sweeps, [0, 0]);
  });

  it('says what hinders it, with no timer, until that has changed', async () => {
    editor.state.isTrusted = false;
    statuses.watch(inventory);
    await clock.advance(minute);
    assert.deepEqual([sweeps, clock.sleeping()], [[], []]);
    assert.match(statuses.trouble(inventory) ?? '', /trusted workspace/);
    editor.state.isTrusted = true;
    editor.state.events.trusted.fire();
    await settled();
    assert.equal(statuses.trouble(inventory), undefined);
    assert.equal(sweeps.length, 1);
  });

  it('says that an inventory with an error is not looked at', async () => {
    editor.state.files.set(file, `${sample}[broken\n`);
    statuses.watch(inventory);
    await settled();
    assert.match(statuses.trouble(inventory) ?? '', /has an error/);
    editor.state.files.set(file, sample);
    inventories.refresh();
    await settled();
    assert.equal(statuses.trouble(inventory), undefined);
  });

  it('says that files elsewhere are on no control machine', async () => {
    const elsewhere = Uri.from({
      scheme: 'vscode-vfs',
      authority: 'github',
      path: '/inventory.ini',
    });
    const uri = elsewhere as unknown as typeof inventory;
    statuses.watch(uri);
    await clock.advance(minute);
    assert.match(statuses.trouble(uri) ?? '', /not on a control machine/);
    assert.deepEqual([sweeps, clock.sleeping()], [[], []]);
  });

  it('takes an error of its own for no answer', async () => {
    take = () => Promise.reject(new TypeError('oops'));
    statuses.watch(inventory);
    await settled();
    assert.match(statuses.trouble(inventory) ?? '', /The log has the details/);
    assert.deepEqual(clock.sleeping(), [20_000]);
  });

  it('gives the sweep the status before it', async () => {
    const given: (number | undefined)[] = [];
    take = (_cluster, _deployment, { previous }) => {
      given.push(previous?.observedAt);
      return Promise.resolve(found());
    };
    statuses.watch(inventory);
    await settled();
    await clock.advance(20_000);
    assert.deepEqual(given, [undefined, 0, 10_000]);
  });
});
