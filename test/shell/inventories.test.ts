import assert from 'node:assert/strict';
import { mock } from 'node:test';
import type * as vscode from 'vscode';
import { Inventories } from '../../src/vscode/inventories';
import { sample } from '../support/clusters';
import { closeEditor, editor, openEditor, typeInto, useEditor } from '../support/editor/fakeEditor';
import { Uri } from '../support/editor/values';
import { silentLogger } from '../support/silentLogger';

const file = '/ws/dm/inventory.ini';
const uri = Uri.file(file) as unknown as vscode.Uri;
const renamed = sample.replace('test-cluster', 'renamed');

describe('inventories', () => {
  useEditor();
  let inventories: Inventories;
  let changes = 0;

  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout'] });
    editor.state.files.set(file, sample);
    inventories = new Inventories(silentLogger);
    changes = 0;
    inventories.onDidChange(() => {
      changes += 1;
    });
  });
  afterEach(() => {
    inventories.dispose();
    mock.timers.reset();
  });

  const nameOf = async (): Promise<string | undefined> =>
    (await inventories.get(uri))?.cluster?.name;
  const reads = (): number => editor.state.disk.filter((use) => use === `read ${file}`).length;

  it('read and watch nothing before somebody asks', () => {
    assert.deepEqual(editor.state.disk, []);
    assert.deepEqual(editor.state.watchers, []);
    assert.equal(editor.state.events.changed.listenerCount, 0);
  });

  it('finds the inventories of DM, and reads each once', async () => {
    editor.state.files.set('/ws/other.ini', '[tidb_servers]\nt1\n');
    const first = await inventories.all();
    assert.deepEqual(
      first.map((model) => model.uri.path),
      [file],
    );
    const [again] = await inventories.all();
    assert.equal(again, first[0]);
    assert.equal(reads(), 1);
  });

  it('take the editor’s text before the disk’s', async () => {
    const document = openEditor(file, sample);
    typeInto(document, renamed);
    const model = await inventories.get(uri);
    assert.equal(model?.cluster?.name, 'renamed');
    assert.equal(model.isUnsaved, true);
    assert.equal(reads(), 0);
  });

  it('take the disk’s again when the editor is closed without saving', async () => {
    const document = openEditor(file, sample);
    typeInto(document, renamed);
    assert.equal(await nameOf(), 'renamed');
    closeEditor(document);
    assert.equal(await nameOf(), 'test-cluster');
  });

  it('read each version of a document once', async () => {
    const document = openEditor(file, sample);
    const [a, b] = [inventories.get(uri), inventories.get(uri)];
    assert.equal(await a, await b);
    typeInto(document, renamed);
    assert.notEqual(await inventories.get(uri), await a);
  });

  it('tell of many changes in a row once, after they have come to rest', async () => {
    const document = openEditor(file, sample);
    await nameOf();
    for (let index = 0; index < 20; index++) {
      typeInto(document, `${sample}# ${index}\n`);
      mock.timers.tick(100);
    }
    mock.timers.tick(49);
    const before = changes;
    mock.timers.tick(1);
    const settled = changes;
    mock.timers.tick(10_000);
    assert.deepEqual([before, settled > 0, changes], [0, true, settled]);
  });

  it('read a file again that has changed on disk', async () => {
    assert.equal(await nameOf(), 'test-cluster');
    editor.state.files.set(file, renamed);
    editor.state.watchers[0]?.changed.fire(Uri.file(file));
    mock.timers.tick(150);
    assert.equal(changes, 1);
    assert.equal(await nameOf(), 'renamed');
  });

  it('read group_vars again that have changed', async () => {
    const variables = '/ws/dm/group_vars/all.yml';
    editor.state.files.set(variables, 'dm_worker_port: 1\n');
    const portOf = async (): Promise<number | undefined> => {
      const model = await inventories.get(uri);
      return model?.cluster?.components.find(({ component }) => component.id === 'dm-worker')
        ?.instances[0]?.port.value;
    };
    assert.equal(await portOf(), 1);
    editor.state.files.set(variables, 'dm_worker_port: 2\n');
    editor.state.watchers[1]?.changed.fire(Uri.file(variables));
    mock.timers.tick(150);
    assert.equal(await portOf(), 2);
  });

  it('find a file that is new', async () => {
    assert.equal((await inventories.all()).length, 1);
    editor.state.files.set('/ws/second.ini', sample);
    editor.state.watchers[0]?.created.fire(Uri.file('/ws/second.ini'));
    mock.timers.tick(150);
    assert.equal((await inventories.all()).length, 2);
  });

  it('know of a file that vanished', async () => {
    editor.state.files.delete(file);
    assert.equal(await inventories.get(uri), undefined);
  });

  it('forget a model that is asked to be read anew', async () => {
    await nameOf();
    editor.state.files.set(file, renamed);
    assert.equal(await nameOf(), 'test-cluster');
    inventories.forget(uri);
    assert.equal(await nameOf(), 'renamed');
  });

  it('stop watching when they are disposed of', async () => {
    await inventories.all();
    assert.equal(editor.state.watchers.length, 2);
    inventories.dispose();
    assert.equal(editor.state.watchers.length, 0);
    assert.equal(editor.state.events.changed.listenerCount, 0);
    await inventories.get(uri);
    assert.equal(editor.state.watchers.length, 0);
  });
});
