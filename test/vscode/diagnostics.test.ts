import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activateExtension, openText, until } from './support';

const text = [
  '[dm_worker_servers]',
  'w1 ansible_host=127.0.1.5 server_id=101 source_id=s-01',
  'w2 ansible_host=127.0.1.6 server_id=101 source_id=s-02 source_id=s-03',
  '',
].join('\n');

describe('problems', () => {
  before(activateExtension);

  /** The diagnostics of a document, when there are some that satisfy. */
  const diagnosticsOf = (
    { uri }: vscode.TextDocument,
    isEnough: (found: readonly vscode.Diagnostic[]) => boolean,
  ): Promise<readonly vscode.Diagnostic[]> =>
    until('the diagnostics', vscode.languages.onDidChangeDiagnostics, () => {
      const found = vscode.languages.getDiagnostics(uri);
      return found.length > 0 && isEnough(found) ? found : undefined;
    });
  const open = async (): Promise<vscode.TextDocument> => (await openText(text)).document;

  it('name the other line, link to their page, and fade what has no effect', async () => {
    const document = await open();
    const found = await diagnosticsOf(document, () => true);
    const [first] = found.filter((one) => codeOf(one) === 'duplicate-server-id');
    assert.ok(typeof first?.code === 'object');
    assert.match(first.code.target.path, /\/docs\/problems\.md$/);
    assert.equal(first.code.target.fragment, 'duplicate-server-id');
    await vscode.workspace.fs.stat(first.code.target.with({ fragment: '' }));
    assert.equal(first.severity, vscode.DiagnosticSeverity.Warning);
    const [related] = first.relatedInformation ?? [];
    assert.equal(related?.location.uri.toString(), document.uri.toString());
    assert.equal(document.getText(related.location.range), '101');
    assert.equal(related.location.range.start.line, 2);
    const faded = found.filter(({ tags }) => tags?.includes(vscode.DiagnosticTag.Unnecessary));
    assert.deepEqual(
      faded.map(({ range }) => document.getText(range)),
      ['source_id=s-02'],
    );
  });

  it('are as serious as the setting says', async () => {
    const document = await open();
    const settings = vscode.workspace.getConfiguration('dmCluster');
    const set = (value: unknown) =>
      settings.update('problems.severity', value, vscode.ConfigurationTarget.Global);
    const isOf = (severity: vscode.DiagnosticSeverity) => (one: vscode.Diagnostic) =>
      codeOf(one) === 'duplicate-server-id' && one.severity === severity;
    await set({ 'duplicate-server-id': 'error', 'repeated-variable': 'off' });
    const found = await diagnosticsOf(document, (all) =>
      all.some(isOf(vscode.DiagnosticSeverity.Error)),
    );
    assert.ok(!found.some((one) => codeOf(one) === 'repeated-variable'));
    await set(undefined);
    await diagnosticsOf(document, (all) => all.some(isOf(vscode.DiagnosticSeverity.Warning)));
  });
});

function codeOf({ code }: vscode.Diagnostic): unknown {
  return typeof code === 'object' ? code.value : code;
}
