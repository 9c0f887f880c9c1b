import assert from 'node:assert/strict';
import { mkdirSync, renameSync } from 'node:fs';
import * as vscode from 'vscode';
import type { RunState } from '../../src/core/procedure/run/runState';
import { until as untilTrue } from '../sandbox/control/until';
import {
  accepting,
  activateExtension,
  findElement,
  inventoryUri,
  theSandbox,
  until,
} from './support';

const restart = 'dmCluster.instance.restart';

describe('a restart from the tree, with real Ansible', () => {
  it('gives the worker a new process and leaves the others alone', async () => {
    const api = await activateExtension();
    const sandbox = await theSandbox();
    const before = await Promise.all(['dm_worker1', 'dm_worker2'].map((a) => sandbox.processId(a)));
    const worker = await findElement(api, 'dm_worker1');
    const spins = until('a spinner', api.tree.onDidChangeTreeData, () =>
      iconOf(api.tree.getTreeItem(worker)) === 'loading~spin' ? true : undefined,
    );
    const end = await accepting(vscode.commands.executeCommand<RunState>(restart, worker));
    await spins;
    assert.equal(end.end?.outcome, 'succeeded');
    assert.match(String(api.tree.getTreeItem(worker).description), /restarted/);
    assert.equal(iconOf(api.tree.getTreeItem(worker)), 'pass');
    const after = await Promise.all(['dm_worker1', 'dm_worker2'].map((a) => sandbox.processId(a)));
    assert.notEqual(after[0], before[0]);
    assert.equal(after[1], before[1]);
  });

  it('goes on when its terminal is closed between two workers', async function () {
    this.timeout(180_000);
    const api = await activateExtension();
    const sandbox = await theSandbox();
    const processes = () =>
      Promise.all(['dm_worker1', 'dm_worker2'].map((alias) => sandbox.processId(alias)));
    const [first, second] = await processes();
    const workers = await findElement(api, 'dm-worker');
    const opened = until(
      'a terminal',
      vscode.window.onDidOpenTerminal,
      () => vscode.window.terminals.find(({ name }) => name === 'Restart dm-worker'),
      120_000,
    );
    const work = accepting(
      vscode.commands.executeCommand<RunState>('dmCluster.component.restart', workers),
    );
    const terminal = await opened;
    const isFirstDone = async () => (await sandbox.processId('dm_worker1')) !== first;
    await untilTrue('the first worker is down or has a new process', isFirstDone, 120);
    const closed = until('the terminal is gone', vscode.window.onDidCloseTerminal, () =>
      vscode.window.terminals.includes(terminal) ? undefined : true,
    );
    terminal.dispose();
    await closed;
    assert.equal(await sandbox.processId('dm_worker2'), second, 'the second is still to come');
    assert.equal((await work).end?.outcome, 'succeeded');
    const after = await processes();
    assert.ok(after.every((pid) => pid !== undefined));
    assert.notEqual(after[0], first);
    assert.notEqual(after[1], second);
  });

  it('refuses while the inventory has unsaved changes', async () => {
    const api = await activateExtension();
    const document = await vscode.workspace.openTextDocument(inventoryUri());
    await vscode.window.showTextDocument(document);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), '# unsaved\n');
    await vscode.workspace.applyEdit(edit);
    const worker = await findElement(api, 'dm_worker1');
    assert.equal(await vscode.commands.executeCommand(restart, worker), undefined);
    assert.match(planText(), /✘ The inventory has unsaved changes.*Save it first/);
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('says so when another run holds the lock', async () => {
    const api = await activateExtension();
    const sandbox = await theSandbox();
    mkdirSync(`${sandbox.directory}/.dm-cluster`, { recursive: true });
    const worker = await findElement(api, 'dm_worker1');
    const first = accepting(vscode.commands.executeCommand<RunState>(restart, worker));
    await until('the spinner', api.tree.onDidChangeTreeData, () =>
      iconOf(api.tree.getTreeItem(worker)) === 'loading~spin' ? true : undefined,
    );
    const message = sayings();
    const second = await vscode.commands.executeCommand(restart, worker);
    assert.equal(second, undefined);
    assert.match(message.join('\n'), /Another run holds the lock.*"Restart dm_worker1"/);
    assert.equal((await first).end?.outcome, 'succeeded');
  });

  it('ends in a sentence when the inventory has vanished', async () => {
    const api = await activateExtension();
    const uri = inventoryUri();
    const worker = await findElement(api, 'dm_worker1');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const message = sayings();
    renameSync(uri.fsPath, `${uri.fsPath}.gone`);
    try {
      assert.equal(await vscode.commands.executeCommand(restart, worker), undefined);
      assert.match(
        [...message, planText()].join('\n'),
        /does not exist (any more|on disk any more)/,
      );
    } finally {
      renameSync(`${uri.fsPath}.gone`, uri.fsPath);
      // Not only when the watcher has told of it: the next test looks for the cluster at once.
      await vscode.commands.executeCommand('dmCluster.clusters.refresh');
    }
  });
});

function iconOf({ iconPath }: vscode.TreeItem): string | undefined {
  return iconPath instanceof vscode.ThemeIcon ? iconPath.id : undefined;
}

/** The plan that was shown last. */
function planText(): string {
  const plans = vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === 'dm-plan');
  const newest = plans.toSorted((a, b) => Number(b.uri.query) - Number(a.uri.query))[0];
  return newest?.getText() ?? '';
}

/** What the extension says from now on; its messages are answered with nothing. */
function sayings(): readonly string[] {
  const said: string[] = [];
  const window = vscode.window as unknown as Record<string, unknown>;
  for (const name of ['showErrorMessage', 'showWarningMessage']) {
    const original = window[name];
    window[name] = (message: string) => {
      said.push(message);
      window[name] = original;
      return Promise.resolve(undefined);
    };
  }
  return said;
}
