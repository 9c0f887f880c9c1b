import assert from 'node:assert/strict';
import { cancelled } from '../../../src/core/errors/cancelled';
import { ExpectedError } from '../../../src/core/errors/expectedError';
import type { LockHolder } from '../../../src/core/procedure/run/lock';
import type { RunElement, RunsTree } from '../../../src/vscode/runs/runsTree';
import { type RunsView, registerRunsView } from '../../../src/vscode/runs/runsView';
import { sample } from '../../support/clusters';
import { decide, drive } from '../../support/driving';
import { fileUri } from '../../support/editor/asVscode';
import {
  editor,
  type FakeTreeView,
  openEditor,
  typeInto,
  useEditor,
} from '../../support/editor/fakeEditor';
import { answers, planOfEveryKind } from '../../support/everyKind';
import { type FakeDeployment, fakeDeployment, openRun } from '../../support/fakeDeployment';
import { type FakeRun, fakeRun, type StepScript } from '../../support/fakeRun';
import { type ManualClock, manualClock, settled } from '../../support/manualClock';
import { planFor, worker1 } from '../../support/plansFor';
import { result, started, task } from '../../support/plays';
import { type ShellParts, shellParts } from '../../support/shellParts';
import { silentLogger } from '../../support/silentLogger';

const plan = {
  ...planFor('restart-worker', worker1, { method: 'stop-start' }),
  deployment: '/ws/dm',
};
const failing: StepScript = {
  exitCode: 2,
  events: [started, task('1'), result('failed', 'dm_worker1', '1', { msg: 'no space left' })],
};
const holder: LockHolder = {
  ...{
    version: 1,
    run: 'r1',
    title: 'Restart dm_worker1',
    user: 'ann',
    computer: 'desk',
    since: 0,
  },
};

describe('the view of the runs', () => {
  useEditor();
  let deployment: FakeDeployment;
  let parts: ShellParts;
  let clock: ManualClock;
  let view: RunsView;
  const tree = (): RunsTree => view.tree;
  const screen = (): FakeTreeView => editor.state.views.get('dmCluster.runs') ?? assert.fail();

  beforeEach(() => {
    editor.state.files.set('/ws/dm/inventory.ini', sample);
    deployment = fakeDeployment(() => sample);
    parts = shellParts(deployment);
    clock = manualClock();
    view = registerRunsView({ ...parts, clock, logger: silentLogger });
  });
  afterEach(() => {
    view.registration.dispose();
    parts.dispose();
  });

  /** The view as it is drawn: `icon label · description [context]`, indented. */
  async function draw(parent?: RunElement, indent = ''): Promise<readonly string[]> {
    const lines: string[] = [];
    for (const element of await tree().getChildren(parent)) {
      const item = tree().getTreeItem(element);
      const icon = (item.iconPath as { readonly id: string }).id;
      lines.push(`${indent}${icon} ${item.label as string} · ${String(item.description ?? '')}`);
      lines.push(...(await draw(element, `${indent}  `)));
    }
    return lines;
  }
  const ended = async (scripts: Readonly<Record<string, StepScript>> = {}): Promise<FakeRun> => {
    const run = fakeRun(plan, scripts);
    await drive(run);
    return run;
  };

  it('reads nothing until somebody looks', async () => {
    parts.inventories.refresh();
    await settled();
    assert.ok(editor.state.providers.has('tree dmCluster.runs'));
    assert.deepEqual(editor.state.disk, []);
  });

  it('shows past runs with their steps and hosts', async () => {
    deployment.history = [await ended({ start: failing })];
    const lines = await draw();
    assert.match(
      lines[0] ?? '',
      /^error Restart dm_worker1 · failed at: Start the services · .* · tidb/,
    );
    const at = lines.findIndex((line) => line.includes('3. Start the services'));
    assert.match(lines[at] ?? '', /^ {2}error .*failed · .*Task "task 1" failed on dm_worker1/);
    assert.equal(lines[at + 1], '    error dm_worker1 · failed · no space left.');
    assert.match(lines[at + 2] ?? '', /^ {2}circle-large-outline 4\. /);
  });

  it('says who holds the lock when its run is not known', async () => {
    deployment.found = { holder };
    assert.match(
      (await draw())[0] ?? '',
      /^lock Locked · .*"Restart dm_worker1", started by ann on desk/,
    );
  });

  it('is live while a run goes on here, and is read again when it has ended', async () => {
    screen().show();
    const run = fakeRun(plan);
    deployment.history = [run];
    deployment.found = { holder, run, isGoingOn: true };
    await draw();
    const looks: string[] = [];
    tree().onDidChangeTreeData((element) => {
      looks.push(element === undefined ? 'all' : element.kind);
    });
    const followed = parts.runs.follow(openRun(run), { ...deployment, machine: run.ports.machine });
    assert.match((await draw())[0] ?? '', /^loading~spin Restart dm_worker1 · running: /);
    await followed;
    await clock.advance(100);
    assert.deepEqual(looks.includes('all'), true);
    deployment.found = undefined;
    view.histories.refresh();
    assert.match((await draw())[0] ?? '', /^pass Restart dm_worker1 · done · /);
  });

  it('keeps the runs of a copied deployment apart from those of the same ids', async () => {
    editor.state.files.set('/ws/dm.bak/inventory.ini', sample);
    const run = fakeRun(plan, { stop: { endsOn: 'interrupt', exitCode: 99, events: [] } });
    deployment.history = [run];
    const runsOf = async (): Promise<readonly (readonly unknown[])[]> => {
      const places = await tree().getChildren();
      const below = await Promise.all(
        places.map(async (place) => {
          const [element] = await tree().getChildren(place);
          assert.ok(element?.kind === 'node');
          const { id, iconPath } = tree().getTreeItem(element);
          const { path } = element.directory;
          const icon = (iconPath as { readonly id: string }).id;
          return [path, id, icon, tree().getParent(element) === place] as const;
        }),
      );
      return below;
    };
    const stopped = 'debug-disconnect';
    assert.deepEqual(await runsOf(), [
      ['/ws/dm.bak', 'file:///ws/dm.bak#r1', stopped, true],
      ['/ws/dm', 'file:///ws/dm#r1', stopped, true],
    ]);
    const drawn: unknown[] = [];
    tree().onDidChangeTreeData((element) => {
      if (element?.kind === 'node') drawn.push(element.directory.path);
    });
    const directory = fileUri('/ws/dm.bak');
    const { machine } = run.ports;
    const followed = parts.runs.follow(openRun(run), { ...deployment, directory, machine });
    const icons = (await runsOf()).map(([, , icon]) => icon);
    assert.deepEqual(icons, ['loading~spin', stopped]);
    await clock.advance(100);
    assert.deepEqual(drawn, ['/ws/dm.bak']);
    parts.runs.cancelRun({ directory, run: openRun(run).directory.run });
    await followed;
  });

  it('looks again at a run that goes on elsewhere, for as long as it is in sight', async () => {
    const run = fakeRun(plan);
    deployment.history = [run];
    deployment.found = { holder, run, isGoingOn: true };
    let changes = 0;
    view.histories.onDidChange(() => {
      changes += 1;
    });
    screen().show();
    await settled();
    await settled();
    assert.deepEqual([changes, clock.sleeping()], [1, [5000]]);
    await clock.advance(5000);
    await settled();
    assert.equal(changes, 2);
    screen().hide();
    await settled();
    assert.deepEqual(clock.sleeping(), []);
  });

  it('is read again when there is another deployment, not when an inventory has another text', async () => {
    screen().show();
    assert.match((await draw()).join('\n'), /^$/);
    assert.equal(deployment.listings(), 1);
    editor.state.files.set('/ws/dm/inventory.ini', sample.replace('test-cluster', 'renamed'));
    parts.inventories.refresh();
    await draw();
    assert.equal(deployment.listings(), 1);
    editor.state.files.set('/ws/second/inventory.ini', sample);
    parts.inventories.refresh();
    const names = (await draw()).map((line) => line.split(' ')[1]);
    assert.deepEqual([deployment.listings(), names], [2, ['renamed', 'test-cluster']]);
    editor.state.files.delete('/ws/second/inventory.ini');
    parts.inventories.refresh();
    await draw();
    editor.state.files.set('/ws/second/inventory.ini', sample);
    parts.inventories.refresh();
    await draw();
    assert.equal(deployment.listings(), 3, 'what comes back is read');
  });

  it('tries again what could not be read when the clusters are refreshed, not at each change', async () => {
    const store = { ...deployment.store };
    let failure: ExpectedError | undefined;
    let listings = 0;
    Object.assign(deployment.store, {
      list: (most: number) => {
        listings += 1;
        return failure === undefined ? store.list(most) : Promise.reject(failure);
      },
    });
    const message = async (): Promise<string | undefined> => {
      parts.inventories.refresh();
      await settled();
      await settled();
      return screen().message;
    };
    screen().show();
    failure = new ExpectedError('login-refused', 'desk refused the login.');
    assert.equal(await message(), 'desk refused the login. Choose Refresh to try again.');
    failure = cancelled();
    assert.equal(await message(), 'Not connected. Choose Refresh to connect again.');
    const before = listings;
    const document = openEditor('/ws/dm/inventory.ini', sample);
    const changed = once(parts.inventories);
    typeInto(document, `${sample}# more\n`);
    await changed;
    await draw();
    assert.equal(listings, before, 'a question that was declined is not asked at each key');
    failure = undefined;
    deployment.history = [await ended()];
    assert.equal(await message(), '');
    assert.match((await draw())[0] ?? '', /^pass Restart dm_worker1/);
  });

  it('looks again at a run elsewhere in its time, whatever is typed meanwhile', async () => {
    const run = fakeRun(plan);
    deployment.history = [run];
    deployment.found = { holder, run, isGoingOn: true };
    screen().show();
    await settled();
    await settled();
    const before = deployment.listings();
    await clock.advance(4000);
    parts.inventories.refresh();
    await settled();
    await clock.advance(1000);
    await settled();
    assert.equal(deployment.listings(), before + 1);
  });

  it('counts the runs that wait for a person', async () => {
    const run = fakeRun(plan);
    await run.ports.directory.append({ type: 'step-started', at: 0, step: 'stop' });
    deployment.history = [run];
    screen().show();
    await settled();
    await settled();
    assert.equal(screen().badge?.value, 1);
    assert.match((await draw())[0] ?? '', /^debug-disconnect .*interrupted at: Stop the services/);
  });

  it('counts them while it is hidden too, without reading anything', async () => {
    const everything = planOfEveryKind();
    const steps = everything.steps.filter(({ kind }) => kind === 'manual');
    const run = fakeRun({ ...everything, steps, deployment: '/ws/dm' });
    const { machine } = run.ports;
    const follow = () => parts.runs.follow(openRun(run), { ...deployment, machine });
    await follow();
    assert.deepEqual(screen().badge, { value: 1, tooltip: 'Waits for a person: Everything' });
    assert.deepEqual([deployment.listings(), editor.state.disk], [0, []]);
    deployment.history = [run];
    screen().show();
    await settled();
    await settled();
    assert.equal(screen().badge?.value, 1);
    screen().hide();
    const listings = deployment.listings();
    await decide(run, 'confirm switch', { answers });
    const followed = follow();
    assert.equal(screen().badge, undefined, 'as soon as it goes on');
    await followed;
    assert.equal(screen().badge, undefined);
    assert.equal(deployment.listings(), listings);
  });

  it('shows earlier runs when it is told to', async () => {
    const run = await ended();
    deployment.history = Array.from({ length: 31 }, () => run);
    assert.equal((await tree().getChildren()).length, 31);
    assert.equal((await tree().getChildren()).at(-1)?.kind, 'more');
    view.histories.showMore(deployment.directory);
    assert.equal((await tree().getChildren()).at(-1)?.kind, 'node');
  });

  it('removes what ended long ago after a run, unless all is to be kept', async () => {
    await clock.advance(61 * 24 * 60 * 60 * 1000);
    const run = fakeRun(plan);
    await parts.runs.follow(openRun(run), { ...deployment, machine: run.ports.machine });
    assert.deepEqual(deployment.removals, [24 * 60 * 60 * 1000]);
    editor.state.settings.set('dmCluster.runs.keepDays', 0);
    const other = fakeRun(plan);
    await parts.runs.follow(openRun(other), { ...deployment, machine: other.ports.machine });
    assert.equal(deployment.removals.length, 1);
  });

  it('shows nothing in a workspace that is not trusted', async () => {
    editor.state.isTrusted = false;
    deployment.history = [await ended()];
    assert.deepEqual(await draw(), []);
    assert.deepEqual(editor.state.disk, []);
  });

  it('shows them as soon as it is trusted', async () => {
    editor.state.isTrusted = false;
    deployment.history = [await ended()];
    screen().show();
    assert.deepEqual(await draw(), []);
    let drawings = 0;
    tree().onDidChangeTreeData(() => {
      drawings += 1;
    });
    editor.state.isTrusted = true;
    editor.state.events.trusted.fire();
    assert.equal(drawings, 1);
    assert.match((await draw())[0] ?? '', /^pass Restart dm_worker1/);
  });
});

/** The next change of the inventories, after it has come to rest. */
function once({ onDidChange }: ShellParts['inventories']): Promise<void> {
  return new Promise((resolve) => {
    const listening = onDidChange(() => {
      listening.dispose();
      resolve();
    });
  });
}
