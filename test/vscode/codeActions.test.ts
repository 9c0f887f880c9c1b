import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activateExtension, openText } from './support';

const workers = [
  '[dm_worker_servers]',
  'w1 ansible_host=127.0.1.5 server_id=101 source_id=s-01 mysql_password=secret',
  'w2   ansible_host=127.0.1.6 server_id=101 source_id=s-02 mysql_password=secret',
  '',
].join('\n');

const open = async (content: string): Promise<vscode.TextDocument> =>
  (await openText(content)).document;

async function actionsAt(
  document: vscode.TextDocument,
  word: string,
  kind: vscode.CodeActionKind,
): Promise<readonly vscode.CodeAction[]> {
  const at = document.positionAt(document.getText().lastIndexOf(word) + 1);
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    new vscode.Range(at, at),
    kind.value,
  );
}

async function applyAction(actions: readonly vscode.CodeAction[], title: string): Promise<void> {
  const action = actions.find((one) => one.title === title);
  assert.ok(action?.edit, actions.map((one) => one.title).join(', '));
  assert.ok(await vscode.workspace.applyEdit(action.edit));
}

describe('light bulb and formatter', () => {
  before(() => activateExtension());
  afterEach(() => vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor'));

  it('gives a worker the next free server_id', async () => {
    const document = await open(workers);
    const actions = await actionsAt(document, '101', vscode.CodeActionKind.QuickFix);
    await applyAction(actions, 'Set server_id to 102');
    assert.equal(document.getText(), workers.replace('101 source_id=s-02', '102 source_id=s-02'));
  });

  it('encrypts a password with random bytes of the host', async () => {
    const document = await open(workers);
    const actions = await actionsAt(document, 'secret', vscode.CodeActionKind.QuickFix);
    await applyAction(actions, 'Encrypt the password');
    assert.match(document.getText(), /s-02 mysql_password=[\w+/]{31}=\n$/);
  });

  it('mends on request what has one right answer', async () => {
    const document = await open(workers.replace('w2', '\u200bw2'));
    const kind = vscode.CodeActionKind.SourceFixAll;
    await applyAction(await actionsAt(document, 'w2', kind), 'Fix all that has one right answer');
    assert.equal(document.getText(), workers);
  });

  it('lays the document out', async () => {
    const document = await open(workers);
    const edits = await vscode.commands.executeCommand<vscode.TextEdit[]>(
      'vscode.executeFormatDocumentProvider',
      document.uri,
      { tabSize: 2, insertSpaces: true },
    );
    const edit = new vscode.WorkspaceEdit();
    edit.set(document.uri, edits);
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.equal(document.getText(), workers.replace('w2   ', 'w2 '));
  });
});
