import assert from 'node:assert/strict';
import type { Plan } from '../../src/core/procedure/plan';
import { confirmPlan, type PlanDecision, PlanDocuments } from '../../src/vscode/plans';
import { fileUri } from '../support/editor/asVscode';
import { type Answer, editor, type Question, useEditor } from '../support/editor/fakeEditor';
import { planFor, wholeCluster, worker1 } from '../support/plansFor';

interface Item {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
}

/** Picks the item whose label holds the words. */
const pick =
  (words: string): Answer =>
  ({ args }: Question) =>
    (args[0] as readonly Item[]).find(({ label }) => label.includes(words)) ?? assert.fail(words);
const no: Answer = () => undefined;

describe('confirmPlan', () => {
  useEditor();
  let saved = 0;
  beforeEach(() => {
    saved = 0;
  });

  async function check(
    plan: Plan,
    answers: readonly Answer[],
    expected: PlanDecision,
  ): Promise<readonly Question[]> {
    editor.state.answers.push(...answers);
    const save = (): Promise<void> => {
      saved += 1;
      return Promise.resolve();
    };
    assert.equal(await confirmPlan(plan, save), expected);
    // What is asked without being waited for is answered by now.
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(editor.state.answers.length, 0);
    return editor.state.questions;
  }
  const restart = planFor('restart-worker', worker1);
  const start = planFor('start', worker1);

  it('shows the very commands that will run', async () => {
    const [question] = await check(restart, [pick('Run')], 'run');
    const [run] = question?.args[0] as readonly Item[];
    assert.equal(run?.detail, 'ansible-playbook rolling_update.yml --tags=dm-worker -l dm_worker1');
    assert.equal(run.description, 'all checks passed');
  });

  it('runs nothing when the question is closed', () => check(restart, [no], 'no'));

  it('offers the manual’s other way', async () => {
    await check(restart, [pick('Stop, Then Start')], 'other-method');
    const other = planFor('restart-worker', worker1, { method: 'stop-start' });
    await check(other, [pick('Rolling Update')], 'other-method');
  });

  it('offers no other way where there is none', async () => {
    const [question] = await check(start, [pick('Run')], 'run');
    const labels = (question?.args[0] as readonly Item[]).map(({ label }) => label);
    assert.deepEqual(labels, ['$(play) Run', '$(copy) Copy the Commands']);
  });

  it('copies the commands and runs nothing', async () => {
    const plan = planFor('restart-worker', worker1, { method: 'stop-start' });
    await check(plan, [pick('Copy')], 'no');
    assert.equal(
      editor.state.clipboard,
      'ansible-playbook stop.yml --tags=dm-worker -l dm_worker1\nansible-playbook start.yml --tags=dm-worker -l dm_worker1',
    );
  });

  it('counts the warnings', async () => {
    const warning = { id: 'w', status: 'warn', sentence: 'Mind this.' } as const;
    const describe = async (count: number): Promise<string | undefined> => {
      editor.state.questions.length = 0;
      const plan = { ...start, checks: Array.from({ length: count }, () => warning) };
      const [question] = await check(plan, [no], 'no');
      return (question?.args[0] as readonly Item[])[0]?.description;
    };
    assert.equal(await describe(1), '1 warning in the plan');
    assert.equal(await describe(2), '2 warnings in the plan');
  });

  const block = (id: string, sentence: string) => ({ id, status: 'block', sentence }) as const;

  it('runs nothing that is blocked, and says why', async () => {
    const checks = [block('a', 'No binary.'), block('b', 'No Ansible.')];
    const [question] = await check({ ...start, checks }, [no], 'no');
    assert.equal(question?.kind, 'error');
    assert.deepEqual(question.args, [
      'Start dm_worker1 can not run: No binary. (1 more reasons in the plan)',
    ]);
    assert.equal(saved, 0);
  });

  it('offers to save what is not saved', async () => {
    const plan = { ...start, checks: [block('inventory-unsaved', 'Save it first.')] };
    await check(plan, [({ args }) => args[1]], 'no');
    assert.equal(saved, 1);
  });

  describe('of a whole cluster', () => {
    const stop = planFor('stop', wholeCluster);
    const goOn: Answer = ({ args }) => args[2];

    it('wants its name typed', async () => {
      const [modal, input] = await check(stop, [goOn, () => 'test-cluster'], 'run');
      const [message, options] = modal?.args as readonly [
        string,
        { modal: boolean; detail: string },
      ];
      assert.match(message, /Stop test-cluster: this affects all 7 instances/);
      assert.equal(options.modal, true);
      assert.match(options.detail, /ansible-playbook stop\.yml$/);
      const [{ validateInput }] = input?.args as readonly [
        { validateInput: (text: string) => string | undefined },
      ];
      assert.equal(validateInput('test-cluster'), undefined);
      assert.equal(validateInput('test'), 'The name is test-cluster.');
    });
    it('runs nothing with another name', () => check(stop, [goOn, () => 'other'], 'no'));
    it('runs nothing when the name is not typed', () => check(stop, [goOn, no], 'no'));
    it('runs nothing when the warning is closed', () => check(stop, [no], 'no'));
  });
});

describe('PlanDocuments', () => {
  useEditor();

  it('shows each plan as a document of its own', async () => {
    const documents = new PlanDocuments();
    await documents.show(planFor('start', worker1));
    await documents.show(planFor('stop', worker1));
    await documents.show(planFor('start', worker1));
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
});
