import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ExpectedError } from '../../../src/core/errors/expectedError';
import { sample } from '../../support/clusters';
import { fileUri } from '../../support/editor/asVscode';
import { editor, useEditor } from '../../support/editor/fakeEditor';
import { openScreen } from '../../support/editor/screen';
import { fakeDeployment, openRun } from '../../support/fakeDeployment';
import { fakeRun } from '../../support/fakeRun';
import { planFor, worker1 } from '../../support/plansFor';
import { type ShellParts, shellParts } from '../../support/shellParts';

const plan = {
  ...planFor('restart-worker', worker1, { method: 'stop-start' }),
  deployment: '/ws/dm',
};
const deployment = fakeDeployment(() => sample);
/** Stops only when it is interrupted. */
const endless = { stop: { endsOn: 'interrupt', exitCode: 99, events: [] } } as const;

describe('runs', () => {
  useEditor();
  let parts: ShellParts;
  beforeEach(() => {
    parts = shellParts(deployment);
  });
  afterEach(() => {
    parts.dispose();
  });
  const badge = (inventory = fileUri('/ws/dm/inventory.ini')): string | undefined =>
    parts.badges.of(inventory, worker1)?.kind;
  const noRun = (error: unknown): boolean =>
    error instanceof ExpectedError && error.code === 'no-run';

  /** A deployment whose ports are as the run left them. */
  const follow = (run: ReturnType<typeof fakeRun>) =>
    parts.runs.follow(openRun(run), { ...deployment, machine: run.ports.machine });

  it('show a run in a terminal, as progress and on the tree, to its end', async () => {
    const followed = follow(fakeRun(plan));
    assert.equal(badge(), 'running');
    const { text, terminal } = openScreen();
    assert.equal(terminal.shown, 1);
    const end = await followed;
    assert.equal(end.end?.outcome, 'succeeded');
    assert.equal(badge(), 'succeeded');
    const printed = text();
    const order = [
      'Restart dm_worker1 · test-cluster',
      '$ ansible-playbook stop.yml',
      'stop says hello',
      'Every task on dm_worker1 succeeded.',
      'The instance does not listen any more.',
      '$ ansible-playbook start.yml',
      'The instance listens on its port.',
      'dm_worker1: ok',
      'Restart dm_worker1: done in',
    ].map((words) => printed.indexOf(words));
    assert.ok(
      order.every((place) => place >= 0),
      printed,
    );
    assert.deepEqual(
      order,
      order.toSorted((a, b) => a - b),
      printed,
    );
    assert.equal(editor.state.progress[0], 'Restart dm_worker1');
    assert.ok(editor.state.progress.includes('Restart dm_worker1: Start the services'));
  });

  it('show the title of a resumed run first', async () => {
    const run = fakeRun(plan);
    await run.ports.directory.append({ type: 'step-started', at: 0, step: 'stop' });
    const followed = follow(run);
    const { text } = openScreen();
    await followed;
    assert.ok(text().indexOf('test-cluster') < text().indexOf('Stop the services'), text());
  });

  /** A run of the deployment, as the window's runs are told of it. */
  const ref = (run: string, directory = deployment.directory) => ({ directory, run });

  it('follow a run once', async () => {
    const run = fakeRun(plan);
    const [first, second] = [follow(run), follow(run)];
    assert.equal(await first, await second);
    assert.equal(editor.state.terminals.length, 1);
    assert.deepEqual(run.launched, ['stop', 'start']);
  });

  it('cancel on Ctrl-C, and by the command', async () => {
    for (const cancel of [
      () => {
        openScreen().terminal.pty.handleInput('\u0003');
      },
      () => {
        parts.runs.cancelRun(ref('r1'));
      },
    ]) {
      const run = fakeRun(plan, endless);
      const followed = follow(run);
      cancel();
      assert.equal((await followed).end?.outcome, 'cancelled');
      assert.equal(badge(), 'failed');
    }
  });

  it('of the same id, in a deployment and its copy, go on side by side', async () => {
    const copy = { ...deployment, directory: fileUri('/ws/dm.bak') };
    const inCopy = ref('r1', copy.directory);
    const original = follow(fakeRun(plan, endless));
    assert.equal(parts.runs.live(inCopy), undefined);
    assert.equal(parts.runs.cancelRun(inCopy), false);
    const run = fakeRun(plan, endless);
    const copied = parts.runs.follow(openRun(run), { ...copy, machine: run.ports.machine });
    assert.equal(editor.state.terminals.length, 2);
    assert.equal(parts.runs.live(inCopy)?.directory.path, '/ws/dm.bak');
    assert.equal(parts.runs.live(ref('r1'))?.directory.path, '/ws/dm');
    parts.runs.showRun(ref('r1'));
    assert.deepEqual(
      editor.state.terminals.map(({ shown }) => shown),
      [2, 1],
    );
    assert.equal(parts.runs.cancelRun(inCopy), true);
    assert.equal((await copied).end?.outcome, 'cancelled');
    assert.equal(badge(), 'running');
    assert.equal(parts.runs.cancelRun(ref('r1')), true);
    assert.equal((await original).end?.outcome, 'cancelled');
  });

  it('bring the terminal back, also of a run that has ended', async () => {
    await follow(fakeRun(plan));
    openScreen().terminal.pty.close();
    parts.runs.show(fileUri('/ws/dm'));
    const { text } = openScreen();
    assert.match(text(), /Restart dm_worker1: done/);
  });

  it('bring the terminal of the run that goes on, not that of an old one that was looked at since', async () => {
    await follow(fakeRun(plan, {}, { run: 'old' }));
    const followed = follow(fakeRun(plan, endless, { run: 'next' }));
    await parts.runs.showOutput(openRun(fakeRun(plan, {}, { run: 'older' })), deployment);
    assert.deepEqual(
      editor.state.terminals.map(({ shown }) => shown),
      [1, 1, 1],
    );
    parts.runs.show(fileUri('/ws/dm'));
    assert.deepEqual(
      editor.state.terminals.map(({ shown }) => shown),
      [1, 2, 1],
    );
    parts.runs.cancelRun(ref('next'));
    await followed;
  });

  it('say that there is nothing to show or to cancel', async () => {
    assert.throws(() => {
      parts.runs.show();
    }, noRun);
    await follow(fakeRun(plan));
    assert.equal(parts.runs.cancelRun(ref('r1')), false);
  });

  it('of one path on two control machines have nothing to do with each other', async () => {
    const [here, there] = ['a', 'b'].map((authority) => {
      const directory = vscode.Uri.from({ scheme: 'dm-control', authority, path: '/ws/dm' });
      const run = fakeRun(plan, endless, { run: authority });
      const { machine } = run.ports;
      const followed = parts.runs.follow(openRun(run), { ...deployment, directory, machine });
      const inventory = vscode.Uri.joinPath(directory, 'inventory.ini');
      return { directory, run: authority, followed, kind: () => badge(inventory) };
    });
    assert.ok(here && there);
    parts.runs.show(here.directory);
    assert.deepEqual(
      editor.state.terminals.map(({ shown }) => shown),
      [2, 1],
    );
    parts.runs.cancelRun(here);
    assert.equal((await here.followed).end?.outcome, 'cancelled');
    assert.deepEqual([here.kind(), there.kind()], ['failed', 'running']);
    parts.runs.cancelRun(there);
    assert.equal((await there.followed).end?.outcome, 'cancelled');
  });

  it('of two inventories in one directory are shown each on its own', async () => {
    await follow(fakeRun({ ...plan, inventory: 'second.ini' }));
    assert.equal(badge(fileUri('/ws/dm/second.ini')), 'succeeded');
    assert.equal(badge(), undefined);
  });

  it('leave runs going when the window closes', async () => {
    const run = fakeRun(plan, { stop: { endsOn: 'interrupt' } });
    const followed = follow(run);
    parts.runs.dispose();
    assert.equal((await followed).end, undefined);
    assert.deepEqual(run.stops, []);
    assert.equal(run.isLocked(), true);
    assert.ok(editor.state.terminals.every(({ isDisposed }) => isDisposed));
  });

  it('say on the tree that a run is not followed any more', async () => {
    const run = fakeRun(
      plan,
      {},
      {
        interrupt: () => (call) => {
          if (call.startsWith('follow')) throw new ExpectedError('lost', 'Connection lost.');
        },
      },
    );
    await assert.rejects(follow(run), /Connection lost/);
    const inventory = fileUri('/ws/dm/inventory.ini');
    assert.equal(parts.badges.of(inventory, worker1)?.text, 'not followed any more');
  });
});
