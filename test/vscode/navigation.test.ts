import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { inventoryUri } from './support';

/** Asks VS Code, which asks the extension, about the first place of a text in a document. */
async function ask<T>(
  command: string,
  uri: vscode.Uri,
  word: string,
  ...rest: unknown[]
): Promise<T> {
  const document = await vscode.workspace.openTextDocument(uri);
  const at = document.getText().indexOf(word);
  assert.ok(at >= 0, word);
  return vscode.commands.executeCommand<T>(command, uri, document.positionAt(at + 1), ...rest);
}

async function textOf(uri: vscode.Uri, range: vscode.Range): Promise<string> {
  return (await vscode.workspace.openTextDocument(uri)).getText(range);
}

const besideInventory = (name: string): vscode.Uri =>
  vscode.Uri.joinPath(inventoryUri(), '..', name);

describe('navigation', () => {
  const taskUri = besideInventory('conf/navigation-task.yaml');

  before(async () => {
    const task = 'name: t\nmysql-instances:\n- source-id: "mysql-replica-01"\n';
    await vscode.workspace.fs.writeFile(taskUri, new TextEncoder().encode(task));
  });

  after(() => vscode.workspace.fs.delete(taskUri));

  it('outlines, folds and selects', async () => {
    const uri = inventoryUri();
    const symbols = await ask<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      uri,
      '[',
    );
    const workers = symbols.find(({ name }) => name === 'dm_worker_servers');
    assert.deepEqual(
      workers?.children.map(({ name }) => name),
      ['dm_worker1', 'dm_worker2'],
    );
    const folds = await ask<vscode.FoldingRange[]>('vscode.executeFoldingRangeProvider', uri, '[');
    assert.ok(folds.some(({ start }) => start === workers.range.start.line));
    const document = await vscode.workspace.openTextDocument(uri);
    const position = document.positionAt(document.getText().indexOf('mysql-replica-01'));
    const [range] = await vscode.commands.executeCommand<vscode.SelectionRange[]>(
      'vscode.executeSelectionRangeProvider',
      uri,
      [position],
    );
    // VS Code puts ranges of its own between ours.
    const grown: string[] = [];
    for (let each = range; each !== undefined; each = each.parent)
      grown.push(document.getText(each.range));
    assert.ok(grown.includes('source_id="mysql-replica-01"'), grown.join('\n'));
  });

  it('finds instances and groups of the workspace', async () => {
    const symbols = await vscode.commands.executeCommand<vscode.SymbolInformation[]>(
      'vscode.executeWorkspaceSymbolProvider',
      'dm_worker',
    );
    const names = symbols.map(({ name }) => name);
    for (const name of ['dm_worker_servers', 'dm_worker1', 'dm_worker2'])
      assert.ok(names.includes(name), name);
  });

  it('goes from a task file to the worker, and finds the task file again', async () => {
    const links = await ask<vscode.LocationLink[]>(
      'vscode.executeDefinitionProvider',
      taskUri,
      'mysql-replica-01',
    );
    const [link] = links;
    assert.equal(link?.targetUri.toString(), inventoryUri().toString());
    assert.match(await textOf(link.targetUri, link.targetRange), /^dm_worker1 /);
    const found = await ask<vscode.Location[]>(
      'vscode.executeReferenceProvider',
      inventoryUri(),
      'mysql-replica-01',
    );
    const files = found.map(({ uri }) => uri.path.split('/').at(-1));
    assert.deepEqual(files.sort(), ['inventory.ini', 'navigation-task.yaml']);
  });

  it('renames a source in the inventory and in task files', async () => {
    for (const from of [inventoryUri(), taskUri]) {
      const edit = await ask<vscode.WorkspaceEdit>(
        'vscode.executeDocumentRenameProvider',
        from,
        'mysql-replica-01',
        'mysql-new',
      );
      const edits = edit
        .entries()
        .map(([uri, [first]]) => [uri.path.split('/').at(-1), first?.newText]);
      assert.deepEqual(edits.sort(), [
        ['inventory.ini', 'mysql-new'],
        ['navigation-task.yaml', '"mysql-new"'],
      ]);
    }
  });

  it('says why something is not renamed', async () => {
    await assert.rejects(
      ask('vscode.prepareRename', inventoryUri(), 'dm_worker_servers'),
      /playbooks look for the group dm_worker_servers/,
    );
  });

  it('highlights an alias and links to pages and machines', async () => {
    const uri = inventoryUri();
    const highlights = await ask<vscode.DocumentHighlight[]>(
      'vscode.executeDocumentHighlights',
      uri,
      'dm_worker1',
    );
    assert.equal(highlights.length, 1);
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      'vscode.executeLinkProvider',
      uri,
    );
    const targets = links.map(({ target }) => String(target));
    assert.ok(targets.some((target) => /^http:.*3000/.test(target)));
    assert.ok(
      targets.some((target) => target.startsWith('command:dmCluster.machine.openTerminal')),
    );
  });
});
