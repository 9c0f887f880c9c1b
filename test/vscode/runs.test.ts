import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import type { Clock } from '../../src/core/ports/clock';
import type { ReadyPlan } from '../../src/core/procedure/plan';
import { planOf } from '../../src/core/procedure/planning/makePlan';
import type { RunState } from '../../src/core/procedure/run/runState';
import type { DraftStep } from '../../src/core/procedure/step';
import { sha256 } from '../../src/core/text/sha256';
import type { ExtensionApi } from '../../src/extension';
import { systemClock } from '../../src/node/systemClock';
import type { RunElement, RunNodeElement } from '../../src/vscode/runs/runsTree';
import { operatorOf } from '../runs/operator';
import type { Sandbox } from '../sandbox/sandbox';
import { clusterOf } from '../support/clusters';
import { accepting, activateExtension, findElement, theSandbox, until } from './support';

describe('the view of the runs, on a real deployment', function () {
  this.timeout(180_000);
  let api: ExtensionApi;
  let sandbox: Sandbox;
  before(async () => {
    api = await activateExtension();
    sandbox = await theSandbox();
  });

  it('shows a step that failed and its host; the retry succeeds', async () => {
    await sandbox.powerOff('dm_worker1');
    const worker = await findElement(api, 'dm_worker1');
    const end = await accepting(
      vscode.commands.executeCommand<RunState>('dmCluster.instance.restart', worker),
    );
    assert.equal(end.end?.outcome, 'failed');
    const run = await latest(api);
    assert.match(run.node.description, /^failed at: /);
    assert.deepEqual(run.node.words, ['retry', 'skip', 'close']);
    const failed = run.node.children.find(({ look }) => look === 'failed');
    const host = failed?.children[0];
    assert.deepEqual([host?.label, host?.look], ['dm_worker1', 'host-unreachable']);
    assert.ok((host?.verbatim.length ?? 0) > 0);
    await sandbox.powerOn('dm_worker1');
    const again = await accepting(
      vscode.commands.executeCommand<RunState>('dmCluster.run.retry', run),
    );
    assert.equal(again.end?.outcome, 'succeeded');
    assert.ok(await sandbox.isListening('dm_worker1'));
    assert.match((await latest(api)).node.description, /^done · /);
  });

  it('skips a step with a reason, and undoes edits to the last byte', async () => {
    const before = readFileSync(sandbox.inventory);
    const operator = operatorOf(sandbox);
    const text = before.toString('utf8');
    const shell = (id: string, argv: readonly string[]): DraftStep => ({
      ...{ kind: 'shell', id, title: id, argv },
    });
    const plan = planOfSteps(sandbox, text, [
      {
        ...{ kind: 'edit', id: 'edit', title: 'Change the inventory' },
        ...{ file: 'inventory.ini', before: text, after: `${text}# by a run\n` },
      },
      shell('fails', ['false']),
      shell('fails-too', ['false']),
    ]);
    const failed = await operator.drive(await operator.store.begin(plan));
    assert.equal(failed.end?.outcome, 'failed');
    await vscode.commands.executeCommand('dmCluster.runs.refresh');
    const run = await latest(api, failed.run);
    const skipped = await answering('showInputBox', 'done by hand', () =>
      vscode.commands.executeCommand<RunState>('dmCluster.run.skip', run),
    );
    const { outcome, sentence } = skipped.steps[1] ?? {};
    assert.deepEqual([outcome, sentence], ['skipped', 'done by hand']);
    assert.equal(skipped.end?.outcome, 'failed');
    assert.match(readFileSync(sandbox.inventory, 'utf8'), /# by a run\n$/);
    await answering('showWarningMessage', 'Undo the Edits', () =>
      vscode.commands.executeCommand('dmCluster.run.undoEdits', run),
    );
    assert.deepEqual(readFileSync(sandbox.inventory), before);
    assert.match((await latest(api, failed.run)).node.description, /edits undone/);
  });

  it('finds a run that was interrupted, and resumes it where it stopped', async () => {
    // Somebody began it ten minutes ago, and was gone in the middle of its first step.
    const clock: Clock = { ...systemClock, now: () => Date.now() - 600_000 };
    const operator = operatorOf(sandbox, clock);
    const target = { kind: 'instance', component: 'dm-worker', alias: 'dm_worker2' } as const;
    const plan = await operator.plan({ procedure: 'restart-worker', target });
    const open = await operator.store.begin(plan);
    const [first] = plan.steps;
    assert.ok(first);
    await open.directory.append({ type: 'step-started', at: clock.now(), step: first.id });
    await vscode.commands.executeCommand('dmCluster.runs.refresh');
    const run = await latest(api, open.directory.run);
    assert.equal(run.node.look, 'interrupted');
    assert.deepEqual(run.node.words, ['resume', 'cancel']);
    const before = await sandbox.processId('dm_worker2');
    const live = until('a live run', api.runs.onDidChangeTreeData, () =>
      run.node.look === 'running' ? true : undefined,
    );
    const end = await answering('showWarningMessage', 'Resume It', () =>
      vscode.commands.executeCommand<RunState>('dmCluster.run.resume', run),
    );
    await live;
    assert.equal(end.end?.outcome, 'succeeded');
    assert.notEqual(await sandbox.processId('dm_worker2'), before);
    assert.equal(await operator.store.lockHolder(), undefined);
  });
});

/** The latest run, or the one with an id, as the view has it. */
async function latest(api: ExtensionApi, run?: string): Promise<RunNodeElement> {
  const elements: readonly RunElement[] = await api.runs.getChildren();
  const found = elements.find(
    (element) => element.kind === 'node' && (run === undefined || element.node.run === run),
  );
  assert.ok(found?.kind === 'node', 'the run is in the view');
  return found;
}

function planOfSteps(sandbox: Sandbox, text: string, steps: readonly DraftStep[]): ReadyPlan {
  const plan = planOf(
    {
      ...{ id: 'start', manual: 'none', parameters: [], title: () => 'Some steps' },
      ...{ wantsName: () => false, notes: () => [], steps: () => steps },
      target: () => ({ kind: 'cluster' }),
    },
    {
      cluster: clusterOf(text),
      parameters: {},
      deployment: sandbox.directory,
      inventory: 'inventory.ini',
      inventoryArgument: undefined,
    },
  );
  return { ...plan, affected: [], inventoryHash: sha256(text) };
}

/** Answers one question of the extension, however it is asked; what comes later stays unanswered. */
async function answering<T>(
  name: 'showInputBox' | 'showWarningMessage',
  answer: string,
  work: () => Thenable<T>,
): Promise<T> {
  const window = vscode.window as unknown as Record<string, unknown>;
  const original = window[name];
  window[name] = () => {
    window[name] = original;
    return Promise.resolve(answer);
  };
  return work();
}
