import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ExpectedError } from '../../../src/core/errors/expectedError';
import type { ReadyPlan } from '../../../src/core/procedure/plan';
import type { LockHolder } from '../../../src/core/procedure/run/lock';
import { treeNode } from '../../../src/core/tree/treeNode';
import { ClusterElement } from '../../../src/vscode/clusters/clusterElement';
import { isDmInventory } from '../../../src/vscode/inventories/inventoryReader';
import { runHandlers } from '../../../src/vscode/runs/runCommands';
import { type RunsView, registerRunsView } from '../../../src/vscode/runs/runsView';
import { WaitingRuns } from '../../../src/vscode/runs/waitingRuns';
import { clusterOf, sample } from '../../support/clusters';
import { decide, drive, stateOf } from '../../support/driving';
import { button, close } from '../../support/editor/answers';
import { fileUri } from '../../support/editor/asVscode';
import { editor, useEditor } from '../../support/editor/fakeEditor';
import { openScreen } from '../../support/editor/screen';
import { answers, dmctlSays, filesBefore, planOfEveryKind } from '../../support/everyKind';
import { type FakeDeployment, fakeDeployment, openRun } from '../../support/fakeDeployment';
import { type FakeRun, fakeRun } from '../../support/fakeRun';
import { type FakeStatuses, fakeStatuses } from '../../support/fakeStatuses';
import { settled } from '../../support/manualClock';
import { allWorkers, planFor, worker1 } from '../../support/plansFor';
import { type ShellParts, shellParts } from '../../support/shellParts';
import { silentLogger } from '../../support/silentLogger';
import { statusOf } from '../../support/statuses';

const inventory = fileUri('/ws/dm/inventory.ini');
const here = (plan: ReadyPlan): ReadyPlan => ({ ...plan, deployment: '/ws/dm' });
const restart = here(planFor('restart-worker', allWorkers, { method: 'stop-start' }));
const endless = { stop: { endsOn: 'interrupt', exitCode: 99, events: [] } } as const;

describe('runs that wait for a person', () => {
  useEditor();
  let deployment: FakeDeployment;
  let parts: ShellParts;
  let statuses: FakeStatuses;
  let view: RunsView;
  let waiting: WaitingRuns;
  let run: FakeRun;
  beforeEach(async () => {
    editor.state.files.set('/ws/dm/inventory.ini', sample);
    run = fakeRun(
      here(planOfEveryKind()),
      {},
      { files: filesBefore, dmctl: dmctlSays, hasTerminal: true },
    );
    deployment = fakeDeployment(() => sample);
    Object.assign(deployment, { machine: { ...run.ports.machine } });
    const holder: LockHolder = {
      ...{ version: 1, run: 'r1', title: 'Everything', user: 'tidb', computer: 'desk', since: 0 },
    };
    deployment.found = { holder, run, isGoingOn: true };
    deployment.history = [run];
    parts = shellParts(deployment);
    statuses = fakeStatuses();
    view = registerRunsView({ ...parts, logger: silentLogger });
    waiting = new WaitingRuns({ ...parts, statuses, histories: view.histories });
    await drive(run);
    await parts.runs.follow(openRun(run), deployment);
    assert.equal(kind(), 'waiting');
  });
  afterEach(() => {
    waiting.dispose();
    view.registration.dispose();
    parts.dispose();
    assert.equal(editor.state.answers.length, 0, 'all was asked');
  });

  const kind = (): string | undefined => parts.badges.of(inventory, allWorkers)?.kind;
  /** A look at the cluster has ended. */
  const look = async (trouble?: string): Promise<void> => {
    statuses.found(inventory, statusOf(clusterOf(sample)), trouble);
    await settled();
  };
  /** A person does in another window, or by the command line, what has to be done. */
  async function confirmElsewhere(): Promise<void> {
    await decide(run, 'confirm switch', { answers });
    await drive(run);
    assert.equal(stateOf(run).end?.outcome, 'succeeded');
  }
  async function nodeOf(directory = deployment.directory): Promise<ClusterElement> {
    const model = await parts.inventories.get(inventory);
    assert.ok(isDmInventory(model));
    const uri = vscode.Uri.joinPath(directory, 'inventory.ini');
    const node = treeNode({ id: 'workers', kind: 'component', label: 'x', target: allWorkers });
    const badge = parts.badges.of(uri, allWorkers);
    return new ClusterElement({ ...model, uri, directory }, node, undefined, () => badge);
  }
  const handlers = () => runHandlers({ ...parts, histories: view.histories, waiting });
  const questions = (): readonly string[] =>
    editor.state.questions.map(({ kind: asked, args }) => `${asked} ${JSON.stringify(args)}`);

  it('are shown so for as long as they do', async () => {
    await look();
    assert.equal(kind(), 'waiting');
    await confirmElsewhere();
    await look('The control machine does not answer.');
    assert.equal(kind(), 'waiting', 'nobody asked');
    statuses.found(fileUri('/ws/other/inventory.ini'), statusOf(clusterOf(sample)));
    await settled();
    assert.equal(kind(), 'waiting', 'of another cluster');
    const fired: string[] = [];
    parts.badges.onDidChange((uri) => fired.push(uri.path));
    await look();
    assert.equal(kind(), undefined);
    assert.equal(parts.badges.of(inventory, worker1), undefined, 'nor below it');
    assert.deepEqual(fired, ['/ws/dm/inventory.ini']);
  });

  it('are shown so no longer than the view of the runs does', async () => {
    await view.histories.all();
    await settled();
    assert.equal(kind(), 'waiting');
    await confirmElsewhere();
    view.histories.refresh();
    await view.histories.all();
    await settled();
    assert.equal(kind(), undefined);
  });

  it('keep nobody from running something once their lock was released', async () => {
    deployment.found = undefined;
    await look();
    assert.equal(kind(), undefined);
  });

  it('are shown as they were while nobody can tell', async () => {
    await confirmElsewhere();
    deployment.store.lockHolder = () => Promise.reject(new ExpectedError('lost', 'No answer.'));
    await look();
    assert.equal(kind(), 'waiting');
    assert.deepEqual(parts.reported, []);
  });

  it('leave what was shown since, when what is read of them comes late', async () => {
    let answer: (holder: LockHolder | undefined) => void = () => undefined;
    deployment.store.lockHolder = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    const late = look();
    parts.badges.set(inventory, restart, { kind: 'running', text: 'running', run: 'r2' });
    answer(undefined);
    await late;
    await settled();
    assert.equal(kind(), 'running');
  });

  it('are cancelled from their node, after asking', async () => {
    editor.state.answers.push(close);
    await handlers()['dmCluster.run.cancel'](await nodeOf());
    assert.equal(kind(), 'waiting');
    editor.state.answers.push(button('Cancel the Run'), close);
    await handlers()['dmCluster.run.cancel'](await nodeOf());
    await settled();
    assert.match(questions()[0] ?? '', /Cancel \\"Everything\\"\?.*It was started by tidb/);
    assert.equal(stateOf(run).end?.outcome, 'cancelled');
    assert.equal(kind(), 'failed');
  });

  it('are not cancelled when somebody went on with them, and shown so', async () => {
    await confirmElsewhere();
    const { 'dmCluster.run.cancel': cancel } = handlers();
    const node = await nodeOf();
    await assert.rejects(
      async () => {
        await cancel(node);
      },
      { code: 'not-now' },
    );
    assert.equal(kind(), undefined);
  });

  it('are cancelled by Ctrl-C, after asking, until they have ended', async () => {
    const { terminal } = openScreen();
    editor.state.answers.push(button('Cancel the Run'), close);
    terminal.pty.handleInput('\u0003');
    for (let turn = 0; turn < 50 && stateOf(run).end === undefined; turn++) await settled();
    await settled();
    assert.equal(stateOf(run).end?.outcome, 'cancelled');
    assert.equal(editor.state.answers.length, 0);
    terminal.pty.handleInput('\u0003');
    await settled();
    assert.equal(editor.state.questions.length, 2, 'the question, and how it ended');
  });

  it('are shown by their own terminal, from their node and from the view of the runs', async () => {
    await parts.runs.showOutput(openRun(fakeRun(restart, {}, { run: 'older' })), deployment);
    await handlers()['dmCluster.run.show'](await nodeOf());
    const [element] = await view.tree.getChildren();
    await handlers()['dmCluster.run.show'](element);
    assert.deepEqual(
      editor.state.terminals.map(({ shown }) => shown),
      [3, 1],
    );
  });

  it('are no runs that go on: those are cancelled from their node too, after asking', async () => {
    const remote = (authority: string) =>
      vscode.Uri.from({ scheme: 'dm-control', authority, path: '/ws/dm' });
    const going = ['a', 'b'].map((authority) => {
      const directory = remote(authority);
      const it = fakeRun(restart, endless, { run: authority });
      const { machine } = it.ports;
      const store = { ...deployment.store, open: () => Promise.resolve(openRun(it)) };
      const its = { ...deployment, directory, machine, store };
      return { its, ended: parts.runs.follow(openRun(it), its) };
    });
    const [first, second] = going;
    assert.ok(first && second);
    Object.assign(parts.deployments, {
      remote: (authority: string) => (authority === 'a' ? first.its : second.its),
    });
    const cancel = handlers()['dmCluster.run.cancel'];
    const [node, other] = [await nodeOf(remote('a')), await nodeOf(remote('b'))];
    editor.state.answers.push(close);
    await cancel(node);
    assert.ok(parts.runs.live({ directory: first.its.directory, run: 'a' }), 'not by a slip');
    editor.state.answers.push(button('Cancel the Run'));
    await cancel(node);
    assert.equal((await first.ended).end?.outcome, 'cancelled');
    assert.ok(parts.runs.live({ directory: second.its.directory, run: 'b' }), 'it still runs');
    await handlers()['dmCluster.run.show'](other);
    assert.equal(editor.state.terminals.at(-1)?.shown, 2);
    editor.state.answers.push(button('Cancel the Run'));
    await cancel(other);
    assert.equal((await second.ended).end?.outcome, 'cancelled');
    const over = await nodeOf(remote('b'));
    await assert.rejects(
      async () => {
        await cancel(over);
      },
      { code: 'no-run' },
    );
  });
});
