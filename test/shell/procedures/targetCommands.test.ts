import assert from 'node:assert/strict';
import type { Target } from '../../../src/core/cluster/target';
import { ExpectedError } from '../../../src/core/errors/expectedError';
import type { LockHolder } from '../../../src/core/procedure/run/lock';
import { operate } from '../../../src/vscode/procedures/operations';
import { planHandlers } from '../../../src/vscode/procedures/planCommands';
import { startFrom } from '../../../src/vscode/procedures/procedureCommands';
import { operationHandlers, showMore } from '../../../src/vscode/procedures/targetCommands';
import { sample } from '../../support/clusters';
import { button, close, pick } from '../../support/editor/answers';
import { fileUri } from '../../support/editor/asVscode';
import {
  type Answer,
  editor,
  openEditor,
  typeInto,
  useEditor,
} from '../../support/editor/fakeEditor';
import { Uri } from '../../support/editor/values';
import { type FakeDeployment, fakeDeployment } from '../../support/fakeDeployment';
import { fakeRun } from '../../support/fakeRun';
import { settled } from '../../support/manualClock';
import { planFor, wholeCluster, worker1 } from '../../support/plansFor';
import { result, started, task } from '../../support/plays';
import { type ShellParts, shellParts } from '../../support/shellParts';
import { useTree } from '../../support/shownTree';

const file = '/ws/dm/inventory.ini';
const uri = fileUri(file);

describe('targetCommands', () => {
  useEditor();
  const shown = useTree();
  let deployment: FakeDeployment;
  let parts: ShellParts;
  beforeEach(() => {
    editor.state.files.set(file, sample);
    deployment = fakeDeployment(() => editor.state.files.get(file) ?? '');
    parts = shellParts(deployment);
  });
  afterEach(() => {
    parts.dispose();
  });

  type Id = keyof ReturnType<typeof operationHandlers>;
  /** Runs a command; `answers` are given in turn, and all have to be asked for. */
  async function run(
    id: Id,
    args: readonly unknown[],
    ...answers: readonly Answer[]
  ): Promise<void> {
    editor.state.answers.push(...answers);
    await operationHandlers(parts)[id](...args);
    await settled();
    assert.equal(editor.state.answers.length, 0, 'every answer was asked for');
  }
  const begun = (): readonly string[] =>
    deployment.runs.map(({ journal: [first] }) =>
      first?.type === 'planned' ? first.plan.title : '',
    );

  it('run what a lens asks for: plan, question, run, message', async () => {
    await run('dmCluster.instance.restart', [uri, worker1], pick('Run'), close);
    assert.deepEqual(begun(), ['Restart dm_worker1']);
    assert.deepEqual(deployment.runs[0]?.launched, ['rolling-update']);
    assert.equal(editor.state.shownDocuments[0]?.uri.scheme, 'dm-plan');
    const [, last] = editor.state.questions;
    assert.equal(last?.kind, 'information');
    assert.match(String(last.args[0]), /^Restart dm_worker1: done/);
  });

  it('run what the tree asks for', async () => {
    const { tree } = shown();
    const [cluster] = await tree.getChildren();
    const component = (await tree.getChildren(cluster)).find(
      ({ node }) => node.label === 'dm-worker',
    );
    await run('dmCluster.component.start', [component], pick('Run'), close);
    assert.deepEqual(begun(), ['Start dm-worker']);
  });

  it('ask for the instance when the palette gives none', async () => {
    await run('dmCluster.instance.stop', [], pick('dm_worker2'), pick('Run'), close);
    assert.deepEqual(begun(), ['Stop dm_worker2']);
  });

  it('do not ask where there is one choice', async () => {
    await run('dmCluster.cluster.start', [], pick('Run'), close);
    assert.deepEqual(begun(), ['Start test-cluster']);
  });

  it('run nothing when no instance is chosen', async () => {
    await run('dmCluster.instance.stop', [], close);
    assert.deepEqual(begun(), []);
  });

  it('say that there is no inventory to run on', async () => {
    editor.state.files.set(file, `${sample}[broken\n`);
    await run('dmCluster.cluster.start', [], close);
    assert.equal(editor.state.questions[0]?.kind, 'information');
  });

  it('take arguments that are none of theirs for none', async () => {
    const foreign: readonly unknown[][] = [
      [null],
      [{ node: 1, model: 2 }],
      [uri, { kind: 'component', component: 'mysql' }],
      [uri, { kind: 'instance', component: 'grafana' }],
      ['text', worker1],
    ];
    for (const args of foreign) await run('dmCluster.instance.start', args, close);
    assert.deepEqual(begun(), []);
  });

  it('remember the other way to restart', async () => {
    await run(
      'dmCluster.instance.restart',
      [uri, worker1],
      pick('Stop, Then Start'),
      pick('Run'),
      close,
    );
    assert.deepEqual(deployment.runs[0]?.launched, ['stop', 'start']);
    await run('dmCluster.instance.restart', [uri, worker1], pick('Run'), close);
    assert.deepEqual(deployment.runs[1]?.launched, ['stop', 'start']);
  });

  it('restart in the other way also where a way was named, and propose it the next time', async () => {
    const named = { component: 'dm-worker', instance: 'dm_worker1', method: 'rolling' };
    const request = { inventory: uri, procedure: 'restart-worker', target: worker1 } as const;
    editor.state.answers.push(pick('Stop, Then Start'), pick('Run'), close);
    await operate({ ...request, parameters: named }, parts);
    await settled();
    assert.equal(editor.state.answers.length, 0);
    assert.deepEqual(deployment.runs[0]?.launched, ['stop', 'start']);

    const proposed: Answer = ({ args }) => {
      const [{ items }] = args as readonly [
        { readonly items: readonly { readonly label: string; readonly description?: string }[] },
      ];
      return items.find(({ description }) => description === 'default')?.label;
    };
    editor.state.answers.push(proposed, pick('Run'), close);
    await startFrom('restart-worker', [uri, worker1], parts);
    await settled();
    assert.equal(editor.state.answers.length, 0);
    assert.deepEqual(deployment.runs[1]?.launched, ['stop', 'start']);
  });

  it('plan again when the inventory has changed while the plan was read', async () => {
    const change: Answer = (question) => {
      editor.state.files.set(file, sample.replace('v1.0.7', 'v1.0.6'));
      return pick('Run')(question);
    };
    const upgraded = sample.replace('v1.0.7', 'v1.0.6');
    await run('dmCluster.instance.start', [uri, worker1], change, close);
    assert.deepEqual(begun(), ['Start dm_worker1']);
    const [first] = deployment.runs;
    assert.ok(first);
    // The same plan for the operator; it was made from the inventory as it is now.
    assert.equal(editor.state.files.get(file), upgraded);
    assert.equal(editor.state.shownDocuments.length, 1);
  });

  it('ask again when what would run has changed', async () => {
    const change: Answer = (question) => {
      editor.state.files.set(file, sample.replace('cluster_name = test', 'cluster_name = other'));
      return pick('Run')(question);
    };
    await run('dmCluster.instance.start', [uri, worker1], change, close, close);
    assert.deepEqual(begun(), []);
    assert.deepEqual(
      editor.state.questions.map(({ kind }) => kind),
      ['pick', 'warning', 'pick'],
    );
    assert.equal(editor.state.shownDocuments.length, 2);
  });

  it('run a plan when "Run" is pressed in it', async () => {
    await run('dmCluster.instance.start', [uri, worker1], close);
    assert.deepEqual(begun(), []);
    editor.state.commands.set('workbench.action.closeQuickOpen', () => undefined);
    editor.state.answers.push(close);
    await planHandlers(parts.plans)['dmCluster.plan.run'](editor.state.shownDocuments[0]?.uri);
    await settled();
    assert.deepEqual(begun(), ['Start dm_worker1']);
    assert.equal(editor.state.shownDocuments.length, 1);
  });

  it('want the name typed before a cluster is stopped', async () => {
    await run(
      'dmCluster.cluster.stop',
      [uri, wholeCluster],
      button('Type the Name to Go On...'),
      () => 'test-cluster',
      close,
    );
    assert.deepEqual(begun(), ['Stop test-cluster']);
  });

  it('want the name that the tree shows, where a cluster has none of its own', async () => {
    editor.state.files.set(file, sample.replace('cluster_name', '# cluster_name'));
    const { tree } = shown();
    const [cluster] = await tree.getChildren();
    const type: Answer = ({ args: [box] }) => {
      const { validateInput } = box as { readonly validateInput: (text: string) => unknown };
      assert.ok(validateInput('DM'));
      assert.equal(validateInput('ws/dm'), undefined);
      return 'ws/dm';
    };
    const go = button('Type the Name to Go On...');
    await run('dmCluster.cluster.stop', [cluster], go, type, close);
    assert.deepEqual([cluster?.node.label, begun()], ['ws/dm', ['Stop ws/dm']]);
  });

  it('run nothing with unsaved changes, and offer to save them', async () => {
    const document = openEditor(file, sample);
    typeInto(document, `${sample}# more\n`);
    await run('dmCluster.instance.start', [uri, worker1], close);
    assert.deepEqual(begun(), []);
    assert.match(String(editor.state.questions[0]?.args[0]), /unsaved changes/);
    const save: Answer = (question) => {
      // The editor writes the file that the next plan is made from.
      editor.state.files.set(file, document.text);
      return button('Save and Plan Again')(question);
    };
    await run('dmCluster.instance.start', [uri, worker1], save, pick('Run'), close);
    for (let turn = 0; turn < 50 && deployment.runs.length === 0; turn++) await settled();
    assert.deepEqual(begun(), ['Start dm_worker1']);
    assert.equal(document.isDirty, false);
  });

  it('refuse what is not in the inventory any more', async () => {
    const gone: Target = { kind: 'instance', component: 'dm-worker', alias: 'dm_worker9' };
    await assert.rejects(run('dmCluster.instance.start', [uri, gone]), (error: unknown) => {
      assert.ok(error instanceof ExpectedError);
      assert.equal(error.code, 'target-missing');
      return true;
    });
  });

  it('refuse a workspace that is not trusted, and one that is on no control machine', async () => {
    editor.state.isTrusted = false;
    await assert.rejects(run('dmCluster.instance.start', [uri, worker1]), { code: 'untrusted' });
    editor.state.isTrusted = true;
    const virtual = Uri.from({ scheme: 'vscode-vfs', path: file });
    await assert.rejects(run('dmCluster.instance.start', [virtual, worker1]), {
      code: 'no-control-machine',
    });
  });

  it('offer to start what a failure left down', async () => {
    const failing = fakeDeployment(
      () => sample,
      {
        'rolling-update': {
          exitCode: 2,
          events: [started, task('1'), result('failed', 'dm_worker1', '1', { msg: 'no' })],
        },
      },
      () => false,
    );
    deployment = failing;
    parts.dispose();
    parts = shellParts(failing);
    await run(
      'dmCluster.instance.restart',
      [uri, worker1],
      pick('Run'),
      button('Start dm_worker1...'),
      close,
    );
    const [, failure, next] = editor.state.questions;
    assert.equal(failure?.kind, 'error');
    assert.match(String(failure.args[0]), /failed on dm_worker1: no.*Down now: dm_worker1/s);
    assert.equal(next?.kind, 'pick');
    assert.deepEqual(
      next.args[1] && (next.args[1] as { title: string }).title,
      'Start dm_worker1 · test-cluster',
    );
  });

  describe('where the lock is held', () => {
    const holder: LockHolder = {
      version: 1,
      run: 'r1',
      title: 'Stop dm_worker2',
      user: 'tidb',
      computer: 'desk',
      since: 0,
    };
    const plan = { ...planFor('stop', worker1), deployment: '/ws/dm' };

    it('show the run that is going on', async () => {
      const other = fakeRun(plan);
      deployment.found = { holder, run: other, isGoingOn: true };
      await run('dmCluster.instance.start', [uri, worker1], button('Show the Run'));
      assert.deepEqual(begun(), []);
      assert.equal(editor.state.terminals[0]?.name, 'Stop dm_worker1');
      assert.match(
        String(editor.state.questions[0]?.args[0]),
        /"Stop dm_worker2", started by tidb on desk/,
      );
    });

    it('resume the run that was interrupted', async () => {
      const other = fakeRun(plan);
      deployment.found = { holder, run: other };
      await run('dmCluster.instance.start', [uri, worker1], button('Resume It'));
      assert.deepEqual(other.launched, ['stop']);
    });

    it('release the lock when it is told to, and go on', async () => {
      deployment.found = { holder };
      await run(
        'dmCluster.instance.start',
        [uri, worker1],
        button('Release the Lock...'),
        ({ args }) => args[2],
        pick('Run'),
        close,
      );
      assert.deepEqual(deployment.broken, ['r1']);
      assert.deepEqual(begun(), ['Start dm_worker1']);
    });

    it('do not offer to release the lock of a run that is going on', async () => {
      deployment.found = { holder, run: fakeRun(plan), isGoingOn: true };
      await run('dmCluster.instance.start', [uri, worker1], close);
      assert.deepEqual(editor.state.questions[0]?.args.slice(1), ['Show the Run']);
      assert.deepEqual(deployment.broken, []);
    });

    it('go on by themselves when that run has ended', async () => {
      const other = fakeRun(plan);
      await other.ports.directory.append({
        type: 'ended',
        at: 1,
        outcome: 'failed',
        survey: undefined,
      });
      deployment.found = { holder, run: other };
      await run('dmCluster.instance.start', [uri, worker1], pick('Run'), close);
      assert.deepEqual([deployment.broken, begun()], [['r1'], ['Start dm_worker1']]);
    });
  });

  it('"More..." lists all that can be done', async () => {
    editor.state.answers.push(pick('Deploy'), pick('Run'), close);
    await showMore([uri, worker1], parts);
    assert.deepEqual(begun(), ['Deploy dm_worker1']);
    const [list] = editor.state.questions;
    assert.equal((list?.args[0] as readonly unknown[]).length, 11);
  });

  it('ask a lens on a range for which of its hosts', async () => {
    const text = `[dm_worker_servers]\ndm_worker[1:2] source_id=a\ndm_worker9 source_id=b\n`;
    editor.state.files.set(file, text);
    const hosts = { kind: 'hosts', at: text.indexOf('dm_worker[') };
    await run('dmCluster.instance.start', [uri, hosts], pick('dm_worker2'), ({ args: [items] }) => {
      // One of a range is reached by its own name.
      assert.match(JSON.stringify(items), /start\.yml --tags=dm-worker -l dm_worker2"/);
      return undefined;
    });
    const names = (index: number) =>
      (editor.state.questions[index]?.args[0] as readonly { readonly label: string }[]).map(
        ({ label }) => label,
      );
    assert.deepEqual(names(0), ['dm_worker1', 'dm_worker2']);
    editor.state.answers.push(pick('dm_worker1'), close);
    await showMore([uri, hosts], parts);
    assert.ok(names(3).includes('Restart...'));
    assert.deepEqual(editor.state.questions[3]?.args[1], { title: 'dm_worker1' });
    editor.state.answers.push(close);
    await showMore([uri, hosts], parts);
    assert.equal(editor.state.questions.length, 5);
  });
});
