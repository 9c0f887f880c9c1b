import assert from 'node:assert/strict';
import { mock } from 'node:test';
import type * as vscode from 'vscode';
import { Inventories } from '../../../src/vscode/inventories/inventories';
import { sample } from '../../support/clusters';
import { asUri, fileUri } from '../../support/editor/asVscode';
import {
  closeEditor,
  editor,
  openEditor,
  typeInto,
  useEditor,
} from '../../support/editor/fakeEditor';
import { FileSystemError, Uri } from '../../support/editor/values';
import { silentLogger } from '../../support/silentLogger';

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

  it('tell of many changes in a row once, after they have come to rest, and read once', async () => {
    const document = openEditor(file, sample);
    // As the problems do: they ask at each change.
    inventories.onDidChange(() => {
      void inventories.get(uri);
    });
    await nameOf();
    const besides = (): number =>
      editor.state.disk.filter((use) => use === 'read /ws/dm/hosts.ini').length;
    for (const round of [1, 2]) {
      const before = [changes, besides()];
      for (let index = 0; index < 20; index++) {
        typeInto(document, `${sample}# ${round} ${index}\n`);
        mock.timers.tick(100);
      }
      mock.timers.tick(49);
      assert.deepEqual([changes, besides()], before);
      mock.timers.tick(1);
      assert.equal(await nameOf(), 'test-cluster');
      mock.timers.tick(10_000);
      assert.deepEqual([changes, besides()], [round, round + 1]);
    }
  });

  it('tell once of changes of several kinds and places', async () => {
    const second = '/ws/second/inventory.ini';
    editor.state.files.set(second, sample);
    const documents = [openEditor(file, sample), openEditor(second, sample)];
    await inventories.all();
    for (const document of documents) typeInto(document, renamed);
    editor.state.watchers[0]?.created.fire(Uri.file('/ws/third.ini'));
    editor.state.watchers[1]?.changed.fire(Uri.file('/ws/dm/group_vars/all.yml'));
    mock.timers.tick(150);
    assert.equal(changes, 1);
    assert.deepEqual(
      (await inventories.all()).map(({ cluster }) => cluster.name),
      ['renamed', 'renamed'],
    );
  });

  it('keep what lies in another directory, also in one that begins alike', async () => {
    const second = '/ws/dm2/inventory.ini';
    editor.state.files.set(second, sample);
    const [, kept] = await inventories.all();
    const [files, variables] = editor.state.watchers;
    for (const happen of [
      () => files?.changed.fire(Uri.file(file)),
      () => files?.created.fire(Uri.file('/ws/dm/hosts.ini')),
      () => files?.deleted.fire(Uri.file('/ws/dm/hosts.ini')),
      () => variables?.changed.fire(Uri.file('/ws/dm/group_vars/all.yml')),
      () => variables?.deleted.fire(Uri.file('/ws/dm/host_vars')),
    ]) {
      const [own] = await inventories.all();
      happen();
      mock.timers.tick(150);
      const [anew, other] = await inventories.all();
      assert.notEqual(anew, own);
      assert.equal(other, kept);
    }
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

  it('watch the files that the setting names, also after it has changed', async () => {
    await inventories.all();
    const path = '/ws/dm/hosts.prod';
    editor.state.files.set(path, sample);
    editor.state.settings.set('dmCluster.inventoryFiles', '**/hosts.prod');
    editor.state.events.settings.fire({
      affectsConfiguration: (name) => name === 'dmCluster.inventoryFiles',
    });
    mock.timers.tick(150);
    const names = async (): Promise<readonly unknown[]> =>
      (await inventories.all()).map(({ cluster }) => cluster.name);
    assert.deepEqual(await names(), ['test-cluster']);
    const patterns = editor.state.watchers.map(({ pattern }) => pattern);
    assert.deepEqual(patterns.toSorted(), ['**/hosts.prod', '**/{group_vars,host_vars}/**']);
    editor.state.files.set(path, renamed);
    editor.state.watchers
      .find(({ pattern }) => pattern === '**/hosts.prod')
      ?.changed.fire(Uri.file(path));
    mock.timers.tick(150);
    assert.deepEqual(await names(), ['renamed']);
  });

  it('follow what is typed in a file of the setting, whatever the editor takes it for', async () => {
    editor.state.settings.set('dmCluster.inventoryFiles', '**/hosts.prod');
    const document = openEditor('/ws/dm/hosts.prod', sample, 'plaintext');
    editor.state.files.set('/ws/dm/hosts.prod', sample);
    const other = openEditor('/ws/dm/notes.txt', '', 'plaintext');
    await inventories.all();
    typeInto(other, sample);
    mock.timers.tick(150);
    assert.equal(changes, 0);
    typeInto(document, renamed);
    mock.timers.tick(150);
    assert.equal(changes, 1);
    const [model] = await inventories.all();
    assert.equal(model?.cluster.name, 'renamed');
    closeEditor(document); // without saving
    mock.timers.tick(150);
    assert.equal(changes, 2);
  });

  it('say that they have not looked at all files where there are too many', async () => {
    assert.equal(await inventories.shortfall(), undefined);
    for (let index = 0; index < 500; index++) {
      editor.state.files.set(`/ws/${index}/mysql.ini`, '[mysqld]\n');
    }
    inventories.refresh();
    assert.match((await inventories.shortfall()) ?? '', /^Only 500 files .*"dmCluster.inventory/);
    await inventories.all();
    const read = editor.state.disk.filter((use) => use.endsWith('/mysql.ini'));
    assert.equal(read.length, 499, 'and the inventory');
  });

  it('list no directory that is not there', async () => {
    editor.state.files.set('/ws/dm/group_vars/all.yml', 'a: 1\n');
    await inventories.get(uri);
    const listed = editor.state.disk.filter((use) => use.startsWith('list '));
    assert.deepEqual(listed, ['list /ws/dm', 'list /ws/dm/group_vars']);
  });

  it('know of a file that vanished', async () => {
    editor.state.files.delete(file);
    assert.equal(await inventories.get(uri), undefined);
  });

  describe('of what can not be read', () => {
    const forbidden = (): void => {
      editor.state.failures.set(file, FileSystemError.NoPermissions('EACCES'));
      inventories.refresh();
    };
    const errorOf = async (path = file): Promise<string | undefined> =>
      (await inventories.get(fileUri(path)))?.inventory.error?.message;

    it('say so of one that is DM’s by its name', async () => {
      forbidden();
      const [model] = await inventories.all();
      const sentence =
        'inventory.ini can not be read: no permission to read it. When that is put right, press Refresh.';
      assert.deepEqual(
        model?.problems.map(({ code, message }) => [code, message]),
        [['parse-error', sentence]],
      );
      assert.deepEqual(model.cluster.components, []);
      editor.state.failures.clear();
      inventories.refresh();
      assert.equal(await nameOf(), 'test-cluster');
    });

    it('say so of one that was DM’s before, and of no other .ini file', async () => {
      for (const name of ['prod', 'mysql']) {
        const path = `/ws/dm/${name}.ini`;
        if (name === 'prod') {
          editor.state.files.set(path, sample);
          await inventories.all();
        } else editor.state.files.set(path, '[mysqld]\n');
        editor.state.failures.set(path, FileSystemError.Unavailable('It does not answer.'));
      }
      inventories.refresh();
      const errors = await Promise.all(
        (await inventories.all()).map(({ uri: { path } }) => errorOf(path)),
      );
      assert.deepEqual(errors, [
        undefined,
        'prod.ini can not be read: It does not answer. When that is put right, press Refresh.',
      ]);
    });

    it('have the other clusters all the same', async () => {
      editor.state.files.set('/ws/second/inventory.ini', sample);
      editor.state.files.set('/ws/second/group_vars/all.yml', 'a: 1\n');
      for (const path of ['/ws/second/group_vars/all.yml', '/ws/second/hosts.ini']) {
        editor.state.failures.set(path, new FileSystemError('EIO: i/o error'));
      }
      const models = await inventories.all();
      assert.deepEqual(
        models.map(({ problems }) =>
          problems.flatMap(({ code, message }) => (/ read: /.test(message) ? [code, message] : [])),
        ),
        [
          [],
          [
            'hosts-file-error',
            'hosts.ini can not be read: EIO: i/o error. When that is put right, press Refresh.',
            'variable-file-error',
            'group_vars/all.yml can not be read: EIO: i/o error. What it sets is not known, so nothing can be run until this is put right.',
          ],
        ],
      );
    });

    it('show no default for what a directory may set that can not be listed', async () => {
      editor.state.files.set('/ws/dm/group_vars/dm_worker_servers.yml', 'dm_worker_port: 1\n');
      editor.state.failures.set('/ws/dm/group_vars', FileSystemError.NoPermissions('EACCES'));
      const model = await inventories.get(uri);
      const workers = model?.cluster?.components.find(
        ({ component }) => component.id === 'dm-worker',
      );
      assert.deepEqual(
        workers?.instances.map(({ port }) => port.value),
        [undefined, 8263],
      );
      assert.ok(model?.problems.some(({ code }) => code === 'variable-file-error'));
    });

    it('say so of a folder on a machine that does not answer', async () => {
      const folder = Uri.from({ scheme: 'dm-control', authority: 'tidb@10.0.1.4', path: '/dm' });
      editor.state.folders = [{ uri: folder, name: 'dm' }];
      const silent = FileSystemError.Unavailable('10.0.1.4 does not answer.');
      for (const path of ['/dm', '/dm/inventory.ini']) editor.state.failures.set(path, silent);
      const [model] = await inventories.all();
      assert.equal(model?.uri.toString(), 'dm-control://tidb@10.0.1.4/dm/inventory.ini');
      assert.match(model.inventory.error?.message ?? '', /10\.0\.1\.4 does not answer/);
      editor.state.failures.clear();
      inventories.refresh();
      assert.deepEqual(await inventories.all(), []);
    });

    it('have nothing beside a document that was never saved', async () => {
      const document = openEditor('Untitled-1', sample);
      Object.assign(document, { uri: Uri.from({ scheme: 'untitled', path: 'Untitled-1' }) });
      const model = await inventories.get(asUri(document.uri));
      assert.ok(model?.problems.every(({ message }) => !/ read: /.test(message)));
    });

    it('try again what failed in a way that nobody expected', async () => {
      editor.state.failures.set('/ws/dm/group_vars', new Error('a fault'));
      editor.state.files.set('/ws/dm/group_vars/all.yml', 'dm_worker_port: 1\n');
      await assert.rejects(inventories.all(), /a fault/);
      editor.state.failures.clear();
      assert.equal((await inventories.all()).length, 1);
    });
  });

  it('forget a model that is asked to be read anew, with its variable files', async () => {
    await nameOf();
    editor.state.files.set(file, renamed);
    editor.state.files.set('/ws/dm/group_vars/all.yml', 'cluster_name: by-file\n');
    assert.equal(await nameOf(), 'test-cluster');
    inventories.forget(uri);
    assert.equal(await nameOf(), 'by-file');
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
