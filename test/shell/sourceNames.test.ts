import assert from 'node:assert/strict';
import { Inventories } from '../../src/vscode/inventories/inventories';
import type { DmInventoryModel } from '../../src/vscode/inventories/inventoryReader';
import { isDmInventory } from '../../src/vscode/inventories/inventoryReader';
import { mentions } from '../../src/vscode/navigation/mentions';
import { renameEdit } from '../../src/vscode/navigation/rename';
import { sample } from '../support/clusters';
import { asUri, noToken } from '../support/editor/asVscode';
import { fakeDocument } from '../support/editor/fakeDocument';
import { editor, useEditor } from '../support/editor/fakeEditor';
import { FileSystemError, Uri, type WorkspaceEdit } from '../support/editor/values';
import { silentLogger } from '../support/silentLogger';

const remote = (path: string): Uri =>
  Uri.from({ scheme: 'dm-control', authority: 'tidb@10.0.1.4', path });
const source = { kind: 'source', name: 'mysql-replica-01' } as const;
const task = 'mysql-instances:\n  - source-id: mysql-replica-01\n';

describe('the names of sources', () => {
  useEditor();
  let inventories: Inventories;
  beforeEach(() => {
    inventories = new Inventories(silentLogger);
  });
  afterEach(() => {
    inventories.dispose();
  });

  function open(...folders: readonly Uri[]): void {
    editor.state.folders = folders.map((uri) => ({ uri, name: uri.path.slice(1) }));
    for (const { uri } of editor.state.folders) {
      editor.state.files.set(`${uri.path}/inventory.ini`, sample);
    }
  }
  function write(...paths: readonly string[]): void {
    for (const path of paths) editor.state.files.set(path, task);
  }
  async function modelOf(uri: Uri): Promise<DmInventoryModel> {
    const model = await inventories.get(asUri(uri));
    return isDmInventory(model) ? model : assert.fail(uri.path);
  }
  /** The addresses of the files that a rename changes. */
  async function renamed(inventory: Uri): Promise<readonly string[]> {
    const model = await modelOf(inventory);
    const edit = await renameEdit(model, inventories, source, 'replica-1', noToken);
    const { replaced } = edit as unknown as WorkspaceEdit;
    return [...new Set(replaced.map(({ uri }) => uri.toString()))].toSorted();
  }

  it('are changed in the task files of another machine, where they usually lie', async () => {
    open(remote('/far'));
    write('/far/tasks/t.yaml', '/far/conf/t.yml', '/far/top.yaml', '/far/roles/t.yaml');
    const at = (path: string): string => `dm-control://tidb@10.0.1.4/far/${path}`;
    assert.deepEqual(
      await renamed(remote('/far/inventory.ini')),
      ['conf/t.yml', 'inventory.ini', 'tasks/t.yaml', 'top.yaml'].map(at),
    );
    assert.ok(!editor.state.disk.includes('list /far/dmctl'), 'it is not there');
    const model = await modelOf(remote('/far/inventory.ini'));
    const found = await mentions(model, inventories, source, false, noToken);
    assert.deepEqual(
      [...new Set(found.map(({ uri }) => uri.toString()))].toSorted(),
      ['conf/t.yml', 'tasks/t.yaml', 'top.yaml'].map(at),
    );
  });

  it('are changed where the operator has a task file open, wherever it lies', async () => {
    open(remote('/far'));
    editor.state.documents.push(fakeDocument(remote('/far/mine/t.yaml'), task, 'yaml'));
    assert.deepEqual(await renamed(remote('/far/inventory.ini')), [
      'dm-control://tidb@10.0.1.4/far/inventory.ini',
      'dm-control://tidb@10.0.1.4/far/mine/t.yaml',
    ]);
  });

  it('are changed on this computer beside a folder of another, which is not looked into', async () => {
    open(Uri.file('/north'), remote('/far'));
    write('/north/any/t.yaml', '/far/t.yaml', '/far/tasks/t.yaml');
    assert.deepEqual(await renamed(Uri.file('/north/inventory.ini')), [
      'file:///north/any/t.yaml',
      'file:///north/inventory.ini',
    ]);
    assert.ok(!editor.state.disk.includes('list /far/tasks'));
  });

  it('are not changed where a task file may be that can not be read', async () => {
    open(remote('/far'));
    write('/far/tasks/t.yaml', '/far/top.yaml');
    const silent = FileSystemError.Unavailable('10.0.1.4 does not answer.');
    editor.state.failures.set('/far/tasks', silent);
    await assert.rejects(renamed(remote('/far/inventory.ini')), {
      message:
        'Not renamed: /far/tasks can not be read (10.0.1.4 does not answer), and task files in it would keep the old name.',
    });
    const model = await modelOf(remote('/far/inventory.ini'));
    const found = await mentions(model, inventories, source, false, noToken);
    assert.deepEqual(
      found.map(({ uri }) => uri.path),
      ['/far/top.yaml'],
    );
  });

  it('are looked for until the editor does not want to know any more', async () => {
    open(Uri.file('/north'));
    write('/north/t.yaml');
    const model = await modelOf(Uri.file('/north/inventory.ini'));
    const cancelled = { ...noToken, isCancellationRequested: true };
    assert.deepEqual(await mentions(model, inventories, source, false, cancelled), []);
  });
});
