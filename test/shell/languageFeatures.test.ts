import assert from 'node:assert/strict';
import { mock } from 'node:test';
import type * as vscode from 'vscode';
import { Inventories } from '../../src/vscode/inventories/inventories';
import { registerCodeLenses } from '../../src/vscode/language/codeLenses';
import { registerDiagnostics } from '../../src/vscode/language/diagnostics';
import { sample } from '../support/clusters';
import { asDocument, noToken } from '../support/editor/asVscode';
import { closeEditor, editor, openEditor, typeInto, useEditor } from '../support/editor/fakeEditor';
import { DiagnosticSeverity } from '../support/editor/values';
import { settled } from '../support/manualClock';
import { silentLogger } from '../support/silentLogger';

const file = '/ws/dm/inventory.ini';
const root = sample.replace('ansible_user = tidb', 'ansible_user = root');
/** VS Code's DiagnosticSeverity.Error. */
const errorSeverity: ReadonlySet<number> = new Set([DiagnosticSeverity.Error]);
const fail = (error: unknown): never => assert.fail(String(error));

describe('code lenses', () => {
  useEditor();
  let inventories: Inventories;
  beforeEach(() => {
    inventories = new Inventories(silentLogger);
    registerCodeLenses(inventories, { canRun: true });
  });
  afterEach(() => {
    inventories.dispose();
  });
  const provider = (): vscode.CodeLensProvider =>
    editor.state.providers.get('lenses') as vscode.CodeLensProvider;
  const lensesOf = async (document: ReturnType<typeof openEditor>): Promise<vscode.CodeLens[]> =>
    (await provider().provideCodeLenses(asDocument(document), noToken)) ?? [];

  it('are registered without reading anything', () => {
    assert.ok(provider());
    assert.deepEqual(editor.state.disk, []);
    assert.equal(editor.state.watchers.length, 0);
  });

  it('run the commands of their line', async () => {
    const document = openEditor(file, sample);
    const lenses = await lensesOf(document);
    const line = sample.split('\n').findIndex((text) => text.startsWith('dm_worker2'));
    const onLine = lenses.filter(({ range }) => range.start.line === line);
    assert.deepEqual(
      onLine.map(({ command }) => [command?.title, command?.command]),
      [
        ['$(cloud-upload) Deploy', 'dmCluster.instance.deploy'],
        ['$(debug-restart) Restart', 'dmCluster.instance.restart'],
        ['More...', 'dmCluster.target.more'],
      ],
    );
    assert.deepEqual(onLine[0]?.command?.arguments, [
      document.uri,
      { kind: 'instance', component: 'dm-worker', alias: 'dm_worker2' },
    ]);
  });

  it('restore what was commented out', async () => {
    const document = openEditor(file, sample.replace('dm_worker2 ', '# dm_worker2 '));
    const restore = (await lensesOf(document)).find(
      ({ command }) => command?.command === 'dmCluster.instance.restore',
    );
    assert.ok(restore);
    assert.deepEqual(restore.command?.arguments, [document.uri, restore.range.start.line]);
  });

  it('can be switched off', async () => {
    let changes = 0;
    provider().onDidChangeCodeLenses?.(() => {
      changes += 1;
    });
    editor.state.settings.set('dmCluster.codeLens', false);
    editor.state.events.settings.fire({
      affectsConfiguration: (name) => name === 'dmCluster.codeLens',
    });
    assert.equal(changes, 1);
    assert.deepEqual(await lensesOf(openEditor(file, sample)), []);
  });

  it('of a text that has changed meanwhile are dropped', async () => {
    const document = openEditor(file, sample);
    const asked = lensesOf(document);
    typeInto(document, `# one line more\n${sample}`);
    assert.deepEqual(await asked, []);
  });

  it('leave other files alone', async () => {
    assert.deepEqual(await lensesOf(openEditor('/ws/a.ini', '[mysqld]\nport=1\n', 'ini')), []);
  });
});

describe('diagnostics', () => {
  useEditor();
  let inventories: Inventories;
  let registered: vscode.Disposable | undefined;
  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout'] });
    inventories = new Inventories(silentLogger);
  });
  afterEach(() => {
    registered?.dispose();
    inventories.dispose();
    mock.timers.reset();
  });
  const register = (): void => {
    registered = registerDiagnostics(inventories, fail);
  };
  const codes = (path = file): readonly unknown[] | undefined =>
    errors(path)?.map(({ code }) => code);
  /** Hints on a good inventory are no matter of this suite. */
  const errors = (path: string): readonly vscode.Diagnostic[] | undefined =>
    (editor.state.diagnostics.get(path) as readonly vscode.Diagnostic[] | undefined)?.filter(
      ({ severity }) => errorSeverity.has(severity),
    );

  it('are registered without reading the disk', () => {
    register();
    assert.deepEqual(editor.state.disk, []);
  });

  it('are of the documents that are open and of those that are opened', async () => {
    openEditor(file, root);
    register();
    await settled();
    assert.deepEqual(codes(), ['root-user']);
    openEditor('/ws/second/inventory.ini', root);
    await settled();
    assert.deepEqual(codes('/ws/second/inventory.ini'), ['root-user']);
  });

  it('say where, how bad and of whom', async () => {
    register();
    openEditor(file, root);
    await settled();
    const [diagnostic] = errors(file) ?? [];
    const line = root.split('\n').findIndex((text) => text.startsWith('ansible_user'));
    assert.ok(diagnostic);
    const { start, end } = diagnostic.range;
    assert.deepEqual([start.line, start.character, end.character], [line, 15, 19]);
    assert.deepEqual([diagnostic.severity, diagnostic.source], [0, 'dm-cluster']);
  });

  it('go when the text is corrected', async () => {
    register();
    const document = openEditor(file, root);
    await settled();
    typeInto(document, sample);
    mock.timers.tick(150);
    await settled();
    assert.deepEqual(codes(), []);
  });

  it('of a text that has changed meanwhile are dropped', async () => {
    register();
    const document = openEditor(file, root);
    typeInto(document, sample);
    await settled();
    assert.equal(codes(), undefined);
    mock.timers.tick(150);
    await settled();
    assert.deepEqual(codes(), []);
  });

  it('go with their document', async () => {
    register();
    const document = openEditor(file, root);
    await settled();
    closeEditor(document);
    assert.equal(codes(), undefined);
  });

  it('do not come back when a document is closed while it is read', async () => {
    register();
    closeEditor(openEditor(file, root));
    await settled();
    assert.equal(codes(), undefined);
  });

  describe('of an inventory without a group of DM', () => {
    const text = '[servers]\nh1 a=1 a=2\n';
    const told = async (path: string): Promise<readonly unknown[]> => {
      openEditor(path, text);
      await settled();
      await settled();
      const found = editor.state.diagnostics.get(path) as readonly vscode.Diagnostic[] | undefined;
      return found?.map(({ code }) => code) ?? [];
    };
    beforeEach(register);

    it('are not told where only its name made it one of ours', async () => {
      assert.deepEqual(await told('/ws/site/inventory.ini'), []);
      assert.deepEqual(await told('/ws/site/hosts.ini'), []);
    });

    it('are told where the user gave it the language', async () => {
      assert.deepEqual(await told('/ws/site/staging'), ['repeated-variable']);
    });

    it('are told of hosts.ini beside an inventory of DM, whatever that is called', async () => {
      editor.state.files.set('/ws/dm/other.ini', '[mysqld]\n');
      editor.state.files.set('/ws/dm/prod.ini', sample);
      assert.deepEqual(await told('/ws/dm/hosts.ini'), ['repeated-variable']);
    });
  });

  it('leave other files alone', async () => {
    register();
    openEditor('/ws/a.md', '# text\n', 'markdown');
    openEditor('/ws/a.ini', '[mysqld]\nuser=root\n', 'ini');
    await settled();
    assert.equal(codes('/ws/a.md'), undefined);
    assert.equal(codes('/ws/a.ini'), undefined);
  });
});
