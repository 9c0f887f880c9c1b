import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { semanticTokenTypes } from '../../src/vscode/ids';
import { activateExtension, openText } from './support';

const workers =
  '[dm_worker_servers]\ndm-worker1 ansible_host=127.0.1.5 server_id=101 source_id="s-01"\n';

describe('help with writing an inventory', () => {
  before(() => activateExtension());
  afterEach(() => vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor'));

  it('proposes a new worker that can be typed on in', async () => {
    const { document } = await openText(workers);
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      new vscode.Position(2, 0),
    );
    const item = items.find(({ label }) => nameOf(label) === 'dm-worker2');
    assert.ok(item?.insertText instanceof vscode.SnippetString);
    assert.match(item.insertText.value, /server_id=\$\{3:102\} source_id="\$\{4:s-02\}"/);
  });

  it('proposes values inside quotes after "="', async () => {
    const { document } = await openText(`${workers}w enable_gtid=""`);
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      new vscode.Position(2, 'w enable_gtid="'.length),
      '"',
    );
    const ours = items.filter(({ kind }) => kind === vscode.CompletionItemKind.Value);
    assert.deepEqual(
      ours.map(({ label }) => nameOf(label)),
      ['true', 'false'],
    );
  });

  it('explains what the pointer is over', async () => {
    const { document } = await openText(workers);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      document.positionAt(workers.indexOf('source_id')),
    );
    const said = hovers
      .flatMap(({ contents }) => contents)
      .map((content) => (content instanceof vscode.MarkdownString ? content.value : ''));
    assert.match(said.join('\n'), /source-id/);
  });

  it('colours what the model knows', async () => {
    const { document } = await openText(`${workers}w mysql_password=x\n`);
    const legend = await vscode.commands.executeCommand<vscode.SemanticTokensLegend>(
      'vscode.provideDocumentSemanticTokensLegend',
      document.uri,
    );
    assert.deepEqual(legend.tokenTypes, semanticTokenTypes);
    const { data } = await vscode.commands.executeCommand<vscode.SemanticTokens>(
      'vscode.provideDocumentSemanticTokens',
      document.uri,
    );
    // Two aliases, four variables, one secret; five numbers each.
    assert.equal(data.length / 5, 7);
  });

  it('shows hints where they are asked for', async () => {
    const { document } = await openText(workers);
    const all = new vscode.Range(0, 0, document.lineCount, 0);
    const hints = (): Thenable<vscode.InlayHint[]> =>
      vscode.commands.executeCommand('vscode.executeInlayHintProvider', document.uri, all);
    const settings = vscode.workspace.getConfiguration('dmCluster');
    assert.deepEqual(await hints(), []);
    await settings.update('inlayHints', true, vscode.ConfigurationTarget.Global);
    try {
      assert.deepEqual(
        (await hints()).map(({ label }) => label),
        ['dm_worker_port=8262'],
      );
    } finally {
      await settings.update('inlayHints', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});

function nameOf(label: string | vscode.CompletionItemLabel): string {
  return typeof label === 'string' ? label : label.label;
}
