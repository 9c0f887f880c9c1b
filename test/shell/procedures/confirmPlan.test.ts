import assert from 'node:assert/strict';
import type { Override } from '../../../src/core/procedure/check';
import type { Plan } from '../../../src/core/procedure/plan';
import { confirmPlan, type PlanDecision } from '../../../src/vscode/procedures/confirmPlan';
import { clusterOf, sample } from '../../support/clusters';
import { working } from '../../support/dmStates';
import { close, pick } from '../../support/editor/answers';
import { type Answer, editor, type Question, useEditor } from '../../support/editor/fakeEditor';
import { planFor, wholeCluster, worker1 } from '../../support/plansFor';
import { statusOf } from '../../support/statuses';

interface Item {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
}

describe('confirmPlan', () => {
  useEditor();
  let saved = 0;
  let savedAsMarkdown = 0;
  let overrides: readonly Override[] = [];
  beforeEach(() => {
    saved = 0;
    savedAsMarkdown = 0;
  });

  async function check(
    plan: Plan,
    answers: readonly Answer[],
    expected: PlanDecision['kind'],
    isPressed = false,
  ): Promise<readonly Question[]> {
    editor.state.answers.push(...answers);
    const decision = await confirmPlan(plan, {
      isPressed,
      saveAndPlanAgain: () => {
        saved += 1;
        return Promise.resolve();
      },
      saveAsMarkdown: () => {
        savedAsMarkdown += 1;
        return Promise.resolve();
      },
    });
    assert.equal(decision.kind, expected);
    overrides = decision.kind === 'run' ? decision.overrides : [];
    // What is asked without being waited for is answered by now.
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(editor.state.answers.length, 0);
    return editor.state.questions;
  }
  const restart = planFor('restart-worker', worker1, {
    status: statusOf(clusterOf(sample), {
      instances: { dm_worker1: { worker: working('127.0.0.2:8262') } },
    }),
  });
  const start = planFor('start', worker1);

  it('shows the very commands that will run', async () => {
    const [question] = await check(restart, [pick('Run')], 'run');
    const [run] = question?.args[0] as readonly Item[];
    assert.equal(run?.detail, 'ansible-playbook rolling_update.yml --tags=dm-worker -l dm_worker1');
    assert.equal(run.description, 'all checks passed');
  });

  it('runs nothing when the question is closed', () => check(restart, [close], 'no'));

  it('offers the manual’s other way', async () => {
    await check(restart, [pick('Stop, Then Start')], 'other-method');
    const other = planFor('restart-worker', worker1, { method: 'stop-start' });
    await check(other, [pick('Rolling Update')], 'other-method');
  });

  it('offers no other way where there is none', async () => {
    const [question] = await check(start, [pick('Run')], 'run');
    const labels = (question?.args[0] as readonly Item[]).map(({ label }) => label);
    assert.deepEqual(labels, [
      '$(play) Run',
      '$(copy) Copy the Commands',
      '$(save) Save as Markdown...',
    ]);
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
      const [question] = await check(plan, [close], 'no');
      return (question?.args[0] as readonly Item[])[0]?.description;
    };
    assert.equal(await describe(1), '1 warning in the plan');
    assert.equal(await describe(2), '2 warnings in the plan');
  });

  it('saves for a change ticket and runs nothing', async () => {
    await check(start, [pick('Save as Markdown')], 'no');
    assert.equal(savedAsMarkdown, 1);
  });

  it('asks no more when "Run" was pressed in the plan', () => check(start, [], 'run', true));

  it('keeps which warnings were gone on over', async () => {
    const warning = { id: 'w', status: 'warn', sentence: 'Mind this.' } as const;
    await check({ ...start, checks: [warning] }, [pick('Run')], 'run');
    assert.deepEqual(overrides, [
      { check: 'w', reason: 'confirmed with this warning: Mind this.' },
    ]);
  });

  describe('of what may be gone on over', () => {
    const lock = {
      id: 'ddl-lock',
      status: 'block',
      canOverride: true,
      sentence: 'A lock waits for dm_worker1.',
    } as const;
    const plan = { ...restart, checks: [lock] };
    const goOn: Answer = ({ args }) => args[2];

    it('says what it is, and wants a reason', async () => {
      const [modal, input] = await check(plan, [goOn, () => ' told by Ann '], 'run');
      assert.equal(modal?.args[0], 'Restart dm_worker1 · test-cluster');
      const { detail } = modal.args[1] as { readonly detail: string };
      assert.match(detail, /^dm_worker1\n\n✘ A lock waits for dm_worker1\.\n/);
      const [{ validateInput }] = input?.args as readonly [
        { validateInput: (text: string) => string | undefined },
      ];
      assert.equal(validateInput('  '), 'A reason is needed.');
      assert.equal(validateInput('x'), undefined);
      assert.deepEqual(overrides, [{ check: 'ddl-lock', reason: 'told by Ann' }]);
    });
    it('runs nothing without a reason', () => check(plan, [goOn, () => ' '], 'no'));
    it('runs nothing when the question is closed', () => check(plan, [close], 'no'));
    it('still wants the name of a cluster typed', async () => {
      const stop = { ...planFor('stop', wholeCluster), checks: [lock] };
      await check(stop, [goOn, () => 'because', () => 'test-cluster'], 'run');
      await check(stop, [goOn, () => 'because', () => 'other'], 'no');
    });
    it('can not be run where another check can not be gone on over', async () => {
      const checks = [lock, { id: 'a', status: 'block', sentence: 'No binary.' } as const];
      const [message] = await check({ ...restart, checks }, [close], 'no');
      assert.deepEqual(message?.args, ['Restart dm_worker1 can not run: No binary.']);
    });
  });

  it('names the instances in the question when it destroys', async () => {
    const remove = { ...restart, wantsModal: true as const };
    const [modal] = await check(remove, [({ args }) => args[2]], 'run');
    assert.equal((modal?.args[1] as { readonly modal: boolean }).modal, true);
    await check(remove, [close], 'no', true);
  });

  const block = (id: string, sentence: string) => ({ id, status: 'block', sentence }) as const;

  it('runs nothing that is blocked, and says why', async () => {
    const checks = [block('a', 'No binary.'), block('b', 'No Ansible.')];
    const [question] = await check({ ...start, checks }, [close], 'no');
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
    it('runs nothing when the name is not typed', () => check(stop, [goOn, close], 'no'));
    it('runs nothing when the warning is closed', () => check(stop, [close], 'no'));
  });
});
