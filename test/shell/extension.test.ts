import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { activate } from '../../src/extension';
import { commandIds, machineTerminalCommand } from '../../src/vscode/ids';
import { sample } from '../support/clusters';
import { editor, openEditor, useEditor } from '../support/editor/fakeEditor';
import { settled } from '../support/manualClock';

describe('activate', () => {
  useEditor();

  it('registers everything, and reads and runs nothing', async () => {
    editor.state.files.set('/ws/dm/inventory.ini', sample);
    openEditor('/ws/notes.md', '# notes\n', 'markdown');
    const context = { subscriptions: [] as vscode.Disposable[], globalState: {} };
    activate(context as unknown as vscode.ExtensionContext);
    assert.deepEqual(editor.state.disk, []);
    assert.deepEqual(editor.state.watchers, []);
    const registered = [...commandIds, machineTerminalCommand];
    assert.deepEqual([...editor.state.commands.keys()].sort(), registered.sort());
    for (const provider of [
      'tree dmCluster.clusters',
      'panels dmCluster.topology',
      'lenses',
      'diagnostics dm-cluster',
      'content dm-plan',
      'files dm-control',
    ]) {
      assert.ok(editor.state.providers.has(provider), provider);
    }
    await settled();
    assert.deepEqual(editor.state.disk, ['find /ws/**/.dm-cluster/lock']);
    for (const part of context.subscriptions) part.dispose();
    for (const { listenerCount } of Object.values(editor.state.events)) {
      assert.equal(listenerCount, 0);
    }
  });
});
