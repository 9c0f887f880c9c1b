import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { planHandlers, registerPlanLenses } from '../../../src/vscode/procedures/planCommands';
import { PlanDocuments } from '../../../src/vscode/procedures/plans';
import { fileUri } from '../../support/editor/asVscode';
import { editor, useEditor } from '../../support/editor/fakeEditor';
import { Uri } from '../../support/editor/values';
import { planFor, worker1 } from '../../support/plansFor';

describe('PlanDocuments', () => {
  useEditor();
  const nothing = (): Promise<void> => Promise.resolve();

  it('shows each plan as a document of its own', async () => {
    const documents = new PlanDocuments();
    await documents.show(planFor('start', worker1), nothing);
    await documents.show(planFor('stop', worker1), nothing);
    await documents.show(planFor('start', worker1), nothing);
    const uris = editor.state.shownDocuments.map(({ uri }) => uri);
    assert.equal(new Set(uris.map(String)).size, 3);
    const [first] = uris;
    assert.ok(first);
    const uri = first as unknown as ReturnType<typeof fileUri>;
    assert.match(documents.provideTextDocumentContent(uri), /^# Start dm_worker1\n/);
    assert.deepEqual(editor.state.shownDocuments[0]?.options, {
      preview: true,
      preserveFocus: true,
    });
    documents.forget(uri);
    assert.equal(documents.provideTextDocumentContent(uri), '');
  });

  it('shows nothing of what it never had', () => {
    assert.equal(new PlanDocuments().provideTextDocumentContent(fileUri('/a')), '');
  });

  describe('with a plan', () => {
    let documents: PlanDocuments;
    let runs = 0;
    let uri: vscode.Uri;
    const plan = planFor('restart-worker', worker1, { method: 'stop-start' });
    beforeEach(async () => {
      documents = new PlanDocuments();
      runs = 0;
      await documents.show(plan, () => {
        runs += 1;
        return Promise.resolve();
      });
      uri = editor.state.shownDocuments[0]?.uri as unknown as vscode.Uri;
      editor.state.commands.set('workbench.action.closeQuickOpen', () => undefined);
    });
    const lenses = () => {
      registerPlanLenses(documents);
      const provider = editor.state.providers.get('lenses dm-plan') as {
        readonly provideCodeLenses: (document: object) => readonly vscode.CodeLens[];
      };
      return provider.provideCodeLenses({ uri });
    };

    it('have lenses for all of it and for each command', () => {
      const text = documents.provideTextDocumentContent(uri).split('\n');
      assert.deepEqual(
        lenses().map(({ range, command }) => `${text[range.start.line]}: ${command?.title}`),
        [
          '# Restart dm_worker1: $(play) Run...',
          '# Restart dm_worker1: $(save) Save as Markdown...',
          '# Restart dm_worker1: $(copy) Copy the Commands',
          '# Restart dm_worker1: $(open-preview) Preview',
          '1. Stop the services: $(copy) Copy',
          '3. Start the services: $(copy) Copy',
        ],
      );
    });

    it('do what the lenses say', async () => {
      const handlers = planHandlers(documents);
      for (const { command } of lenses()) {
        if (command?.command === 'dmCluster.plan.copy')
          await handlers[command.command](...((command.arguments ?? []) as readonly unknown[]));
      }
      const start = 'ansible-playbook start.yml --tags=dm-worker -l dm_worker1';
      assert.equal(editor.state.clipboard, start);
      await handlers['dmCluster.plan.copy'](uri);
      assert.equal(editor.state.clipboard.split('\n').length, 2);
      await handlers['dmCluster.plan.run'](uri);
      assert.equal(runs, 1);
    });

    it('are saved as Markdown where the operator says', async () => {
      editor.state.answers.push(
        () => Uri.file('/tickets/1.md'),
        () => undefined,
      );
      await planHandlers(documents)['dmCluster.plan.save'](uri);
      assert.match(editor.state.files.get('/tickets/1.md') ?? '', /^# Restart dm_worker1\n/);
      await planHandlers(documents)['dmCluster.plan.save'](uri);
      const { defaultUri } = editor.state.questions[0]?.args[0] as { readonly defaultUri: Uri };
      assert.equal(defaultUri.path, '/ws/Restart dm_worker1.md');
    });

    it('say that there is none where none is shown', async () => {
      documents.forget(uri);
      assert.deepEqual(lenses(), []);
      await assert.rejects(
        Promise.resolve().then(() => planHandlers(documents)['dmCluster.plan.copy']()),
        { code: 'no-plan' },
      );
    });
  });
});
