import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandIds } from '../../src/vscode/ids';
import { activateExtension, drawTree, inventoryUri, theSandbox, until } from './support';

describe('in the extension host', () => {
  it('activates and registers every command', async () => {
    await activateExtension();
    const registered = new Set(await vscode.commands.getCommands(true));
    for (const id of commandIds) assert.ok(registered.has(id), id);
  });

  it('shows the cluster of the workspace as a tree', async () => {
    const api = await activateExtension();
    const { hosts } = await theSandbox();
    const [first, second, third] = hosts.map(({ address }) => address);
    assert.deepEqual(await drawTree(api), [
      'test-cluster · v1.0.7 · 6 instances',
      '  dm-master · 1',
      `    dm_master · ${first}:8261`,
      '  dm-worker · 2',
      `    dm_worker1 · ${second}:8262`,
      `    dm_worker2 · ${third}:8262`,
      '  dm-portal · 0',
      '    No host in this group · ',
      '  prometheus · 1',
      `    prometheus · ${first}:9090`,
      '  grafana · 1',
      `    grafana · ${first}:3000`,
      '  alertmanager · 1',
      `    alertmanager · ${first}:9093`,
      '  Tasks · not asked yet',
    ]);
  });

  it('takes the text that is being edited before the file', async () => {
    const api = await activateExtension();
    const document = await vscode.workspace.openTextDocument(inventoryUri());
    const edit = new vscode.WorkspaceEdit();
    const at = document.positionAt(document.getText().indexOf('dm_worker2 '));
    edit.insert(document.uri, at, 'dm_worker9 ansible_host=127.0.9.9 source_id="s9"\n');
    // The view is hidden, so the tree tells of nothing by itself: it is asked.
    const textIs = (isIt: (text: string) => boolean): Promise<true> =>
      until('the text has changed', vscode.workspace.onDidChangeTextDocument, () =>
        isIt(document.getText()) ? true : undefined,
      );
    await vscode.workspace.applyEdit(edit);
    await textIs((text) => text.includes('dm_worker9'));
    assert.ok((await drawTree(api)).includes('    dm_worker9 · 127.0.9.9:8262'));
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await textIs((text) => !text.includes('dm_worker9'));
    assert.ok(!(await drawTree(api)).some((line) => line.includes('dm_worker9')));
  });

  it('puts lenses on instances, headers, the version and commented-out instances', async () => {
    const uri = inventoryUri();
    const document = await vscode.workspace.openTextDocument(uri);
    const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      uri,
      100,
    );
    const byLine = new Map<string, string[]>();
    for (const { range, command } of found) {
      const words = document.lineAt(range.start.line).text.split(/[ =]/);
      const line = words.slice(0, words[0] === '#' ? 2 : 1).join(' ');
      byLine.set(line, [...(byLine.get(line) ?? []), command?.title ?? '']);
    }
    const onInstance = ['$(cloud-upload) Deploy', '$(debug-restart) Restart', 'More...'];
    const onGroup = ['$(play) Start', '$(debug-restart) Restart', 'More...'];
    assert.deepEqual(
      [...byLine],
      [
        ['[dm_master_servers]', onGroup],
        ['dm_master', onInstance],
        ['[dm_worker_servers]', ['$(add) Create a DM-worker', ...onGroup.slice(1)]],
        ['dm_worker1', onInstance],
        ['dm_worker2', onInstance],
        ['# dm_worker3', ['$(reply) Restore This Instance']],
        ['# dm_portal', ['$(reply) Restore This Instance']],
        ['[prometheus_servers]', onGroup],
        ['prometheus', onInstance],
        ['[grafana_servers]', onGroup],
        ['grafana', onInstance],
        ['[alertmanager_servers]', onGroup],
        ['alertmanager', onInstance],
        ['dm_version', ['$(arrow-up) Change the Version', '$(sync) Rolling Update', 'More...']],
      ],
    );
  });

  it('turns the lenses off with the setting', async () => {
    const settings = vscode.workspace.getConfiguration('dmCluster');
    await settings.update('codeLens', false, vscode.ConfigurationTarget.Global);
    const command = 'vscode.executeCodeLensProvider';
    assert.deepEqual(await vscode.commands.executeCommand(command, inventoryUri(), 100), []);
    await settings.update('codeLens', undefined, vscode.ConfigurationTarget.Global);
  });

  it('restores a commented-out instance by its lens, and undoes it in one step', async () => {
    const uri = inventoryUri();
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    const before = document.getText();
    const line = before.split('\n').findIndex((text) => text.startsWith('# dm_worker3'));
    await vscode.commands.executeCommand('dmCluster.instance.restore', uri, line);
    assert.equal(document.getText(), before.replace('# dm_worker3', 'dm_worker3'));
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), before);
  });

  it('reports what is wrong while it is typed', async () => {
    const uri = inventoryUri();
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    const at = document.positionAt(document.getText().indexOf('ansible_host='));
    const edit = new vscode.WorkspaceEdit();
    edit.insert(uri, at, 'oops ');
    const problems = until('a diagnostic', vscode.languages.onDidChangeDiagnostics, () => {
      const found = parseErrors(uri);
      return found.length > 0 ? found : undefined;
    });
    await vscode.workspace.applyEdit(edit);
    const [problem] = await problems;
    assert.equal(problem?.range.start.line, at.line);
    assert.match(problem.message, /Expected key=value host variable assignment, got: oops/);
    const cleared = until('no diagnostic', vscode.languages.onDidChangeDiagnostics, () =>
      parseErrors(uri).length === 0 ? true : undefined,
    );
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await cleared;
  });
});

function parseErrors(uri: vscode.Uri): readonly vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter(({ code }) => typeof code === 'object' && code.value === 'parse-error');
}
