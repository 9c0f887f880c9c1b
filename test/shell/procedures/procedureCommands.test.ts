import assert from 'node:assert/strict';
import { procedures } from '../../../src/core/procedure/catalog';
import type { Plan } from '../../../src/core/procedure/plan';
import { planCommands } from '../../../src/core/procedure/planning/planDocument';
import type { Subject } from '../../../src/core/tree/treeNode';
import { treeNode } from '../../../src/core/tree/treeNode';
import { isDmInventory } from '../../../src/vscode/inventories/inventoryReader';
import { procedureHandlers } from '../../../src/vscode/procedures/procedureCommands';
import { clusterOf, sample } from '../../support/clusters';
import { fileUri } from '../../support/editor/asVscode';
import { type Answer, editor, type Question, useEditor } from '../../support/editor/fakeEditor';
import { lastButton } from '../../support/editor/quickInputs';
import { Uri } from '../../support/editor/values';
import { type FakeDeployment, fakeDeployment } from '../../support/fakeDeployment';
import { type ShellParts, shellParts } from '../../support/shellParts';
import { statusOf } from '../../support/statuses';

const file = '/ws/dm/inventory.ini';
const uri = fileUri(file);
const worker2 = { kind: 'instance', component: 'dm-worker', alias: 'dm_worker2' } as const;
const taskFile = 'name: orders\nmysql-instances:\n  - source-id: a\n';
const query = (answer: unknown) => JSON.stringify(answer);

describe('procedureCommands', () => {
  useEditor();
  let deployment: FakeDeployment;
  let parts: ShellParts;
  const ran: string[] = [];
  const files = new Map<string, string>();
  let answerOfDmctl: string;
  beforeEach(() => {
    ran.length = 0;
    files.clear();
    files.set('/ws/dm/conf/orders.yaml', taskFile);
    files.set('/ws/dm/conf/other.yaml', 'nothing: here\n');
    editor.state.files.set(file, sample);
    deployment = fakeDeployment(() => sample);
    const { machine } = deployment;
    parts = shellParts({
      ...deployment,
      machine: {
        ...machine,
        list: (path) =>
          Promise.resolve([
            ...(path === '/ws/dm/dmctl' ? ['dmctl'] : []),
            ...[...files.keys()]
              .filter((name) => name.slice(0, name.lastIndexOf('/')) === path)
              .map((name) => name.slice(path.length + 1)),
          ]),
        readText: (path) => Promise.resolve(path === file ? sample : files.get(path)),
        run: (argv) => {
          ran.push(argv.join(' '));
          const stdout = argv.includes('-V') ? 'Release Version: v1.0.7\n' : answerOfDmctl;
          return Promise.resolve({ exitCode: 0, signal: undefined, stdout, stderr: '' });
        },
      },
    });
  });
  afterEach(() => {
    parts.dispose();
  });

  const elementOf = async (subject: Subject) => {
    const model = await parts.inventories.get(uri);
    assert.ok(isDmInventory(model));
    const node = treeNode({ id: 'x', kind: 'empty', label: 'x', subject });
    return { model, node, parent: undefined };
  };
  type Id = keyof ReturnType<typeof procedureHandlers>;
  /** The plan that is shown, which nobody confirms. */
  async function plan(id: Id, subject: Subject | undefined, ...answers: readonly unknown[]) {
    const shownPlans: Plan[] = [];
    const { plans } = parts;
    const keep = plans.show.bind(plans);
    plans.show = (shown, run) => {
      shownPlans.push(shown);
      return keep(shown, run);
    };
    const given = answers.map(
      (answer): Answer =>
        () =>
          answer,
    );
    editor.state.answers.push(...given, () => undefined);
    await procedureHandlers(parts)[id](
      ...(subject === undefined ? [] : [await elementOf(subject)]),
    );
    await new Promise(setImmediate);
    assert.equal(editor.state.answers.length, 0, 'every answer was asked for');
    const [only] = shownPlans;
    assert.ok(only, 'a plan was shown');
    return only;
  }
  const commandsOf = (made: Plan): readonly string[] =>
    planCommands(made).map((line) =>
      line.replace(/^.*-master-addr 127\.0\.0\.1:8261 (.*)\)$/, '$1'),
    );
  const worker = '127.0.0.2:8262';

  it('give what they verify the time of the setting, and never less than ten seconds', async () => {
    for (const [seconds, deadline] of [
      [undefined, 300_000],
      [40, 40_000],
      [1, 10_000],
    ] as const) {
      editor.state.settings.set('dmCluster.verify.deadline', seconds);
      const made = await plan('dmCluster.relay.resume', { kind: 'relay', worker });
      const verified = made.steps.find(({ kind }) => kind === 'verify');
      assert.equal(verified?.kind === 'verify' && verified.deadline, deadline);
    }
  });

  it('are for the node that was chosen, or for none', async () => {
    const handlers = procedureHandlers(parts);
    await assert.rejects(
      async () => {
        await handlers['dmCluster.worker.remove'](undefined, undefined);
      },
      { code: 'target-missing' },
    );
    assert.deepEqual(editor.state.questions, []);
    // In the title of the view there is no node.
    editor.state.answers.push(() => undefined);
    await handlers['dmCluster.procedure.start'](undefined);
    assert.equal(editor.state.questions.length, 1);
  });

  it('ask nothing that the tree says', async () => {
    const subtask = { kind: 'subtask', task: 'orders', worker } as const;
    const task = { kind: 'task', task: 'orders' } as const;
    const relay = { kind: 'relay', worker } as const;
    const cases = [
      ['dmCluster.task.pause', task, 'pause-task orders'],
      ['dmCluster.task.pause', subtask, `pause-task -w ${worker} orders`],
      ['dmCluster.task.resume', subtask, `resume-task -w ${worker} orders`],
      ['dmCluster.task.stop', task, 'stop-task orders'],
      ['dmCluster.relay.pause', relay, `pause-relay -w ${worker}`],
      ['dmCluster.relay.resume', relay, `resume-relay -w ${worker}`],
    ] as const;
    for (const [id, subject, command] of cases) {
      assert.deepEqual(commandsOf(await plan(id, subject)), [command]);
    }
  });

  const labels = ({ args }: Question): readonly string[] =>
    (args[0] as readonly { readonly label: string }[]).map(({ label }) => label);
  const start = (id: Id, ...args: readonly unknown[]) => procedureHandlers(parts)[id](...args);

  it('create a worker from the group, by a wizard that knows the next name', async () => {
    editor.state.answers.push(
      () => 'dm_worker9',
      () => '127.0.0.9',
      () => 'mysql-replica-09',
      () => '127.0.0.10',
      () => lastButton,
      () => undefined,
      () => undefined,
    );
    await start('dmCluster.worker.create', uri, { kind: 'component', component: 'dm-worker' });
    await new Promise(setImmediate);
    const titles = editor.state.questions.map(
      ({ args }) => (args[0] as { readonly title?: string }).title,
    );
    assert.equal(titles[0], 'Create a DM-worker · test-cluster: Alias');
    const first = editor.state.questions[0]?.args[0] as { readonly totalSteps: number };
    assert.ok(first.totalSteps >= 8);
    const [{ uri: shownUri } = assert.fail()] = editor.state.shownDocuments;
    const text = parts.plans.provideTextDocumentContent(shownUri as never);
    assert.match(text, /^# Create dm_worker9\n/);
    assert.match(text, /\+dm_worker9 .*source_id="mysql-replica-09".*mysql_host="?127\.0\.0\.10/);
    assert.match(text, /ansible-playbook deploy\.yml --tags=dm-worker -l dm_worker9/);
    assert.deepEqual(deployment.runs, []);
  });

  it('plan nothing when the wizard is left', async () => {
    editor.state.answers.push(
      () => 'dm_worker9',
      () => undefined,
    );
    await start('dmCluster.worker.create', uri, { kind: 'cluster' });
    assert.deepEqual(editor.state.shownDocuments, []);
  });

  it('know the instance from where they were started', async () => {
    editor.state.answers.push(
      () => lastButton,
      () => undefined,
    );
    await start('dmCluster.worker.remove', uri, worker2);
    await new Promise(setImmediate);
    const titles = editor.state.questions.map(
      ({ args }) => (args[0] as { readonly title?: string }).title,
    );
    assert.equal(titles[0], 'Remove a DM-worker · dm_worker2: Line in the inventory');
    assert.match(String(editor.state.shownDocuments[0]?.uri.path), /Remove dm_worker2 from/);
  });

  it('list every procedure of the catalog, in groups', async () => {
    editor.state.answers.push(() => undefined);
    await start('dmCluster.procedure.start');
    const [question = assert.fail()] = editor.state.questions;
    const items = question.args[0] as readonly { readonly procedure?: string }[];
    const listed = items.flatMap(({ procedure }) => procedure ?? []);
    assert.deepEqual(
      [...listed].sort(),
      procedures()
        .map(({ id }) => id)
        .sort(),
    );
    assert.equal(labels(question)[0], 'Start, stop, deploy');
    assert.deepEqual(editor.state.shownDocuments, []);
  });

  it('start what was picked from that list', async () => {
    editor.state.answers.push(({ args }) => {
      const items = args[0] as readonly { readonly procedure?: string }[];
      return items.find(({ procedure }) => procedure === 'check-connectivity');
    });
    const made = await plan('dmCluster.procedure.start', undefined);
    assert.equal(made.procedure, 'check-connectivity');
  });

  it('run what is confirmed, and show the end', async () => {
    const task = await elementOf({ kind: 'task', task: 'orders' });
    editor.state.answers.push(
      ({ args }) => (args[0] as readonly unknown[])[0],
      () => undefined,
    );
    await procedureHandlers(parts)['dmCluster.task.pause'](task);
    assert.deepEqual(deployment.runs[0]?.launched, ['pause-task']);
  });

  it('ask in a modal before something is destroyed', async () => {
    await plan('dmCluster.task.stop', { kind: 'task', task: 'orders' });
    const { kind, args } = editor.state.questions.at(-1) ?? assert.fail();
    assert.equal(kind, 'warning');
    assert.equal(args[0], 'Stop task orders · test-cluster');
    const { modal, detail } = args[1] as { readonly modal: boolean; readonly detail: string };
    assert.ok(modal && detail.includes('stop-task orders') && detail.includes('dm_worker1'));
    assert.deepEqual(deployment.runs, []);
  });

  it('offer the task files of the deployment', async () => {
    const pick: Answer = ({ args }) => {
      const items = args[0] as readonly { readonly label: string; readonly description?: string }[];
      assert.deepEqual(
        items.map(({ label, description }) => `${label} ${description ?? ''}`),
        ['conf/orders.yaml orders', '$(folder-opened) Another File... '],
      );
      return items[0];
    };
    editor.state.answers.push(pick);
    const made = await plan('dmCluster.task.start', undefined);
    assert.deepEqual(commandsOf(made), [
      'check-task ../conf/orders.yaml',
      'start-task ../conf/orders.yaml',
    ]);
    assert.ok(made.checks.some(({ id, status }) => id === 'task-file' && status === 'pass'));
  });

  it('take a task file from anywhere on the control machine', async () => {
    const browse: Answer = ({ args }) => (args[0] as readonly unknown[]).at(-1);
    const choose =
      (path: string): Answer =>
      () => [Uri.file(path)];
    files.set('/tmp/other.yaml', taskFile);
    editor.state.answers.push(browse, choose('/tmp/other.yaml'));
    const absolute = await plan('dmCluster.task.update', undefined);
    assert.deepEqual(commandsOf(absolute).at(-1), 'update-task /tmp/other.yaml');
    editor.state.answers.push(browse, choose('/ws/dm/conf/other.yaml'));
    const wrong = await plan('dmCluster.task.start', undefined);
    assert.ok(wrong.checks.some(({ id, status }) => id === 'task-file' && status === 'block'));
  });

  it('ask the cluster for what can be chosen', async () => {
    parts = { ...parts, readStatus: (cluster) => Promise.resolve(statusOf(cluster)) };
    const made = await plan(
      'dmCluster.relay.purge',
      undefined,
      'dm_worker2 (127.0.0.3:8263)',
      'mysql-bin.000003',
    );
    assert.deepEqual(commandsOf(made), ['purge-relay -w 127.0.0.3:8263 -f mysql-bin.000003']);
    assert.ok(editor.state.progress.includes('Asking the cluster'));
  });

  it('plan all the same when the cluster can not be asked', async () => {
    const { ExpectedError } = await import('../../../src/core/errors/expectedError');
    const readStatus = () => Promise.reject(new ExpectedError('connection-lost', 'It is gone.'));
    parts = { ...parts, readStatus };
    const made = await plan('dmCluster.task.pause', { kind: 'task', task: 'orders' });
    assert.match(
      made.checks.map(({ sentence }) => sentence).join('\n'),
      /not looked at: It is gone/,
    );
  });

  it('handle a lock as the state of its workers suggests', async () => {
    const lock = {
      id: 'orders-`a`.`b`',
      task: 'orders',
      owner: worker,
      ddls: ['ALTER TABLE `b` ADD COLUMN `c` INT'],
      synced: [worker],
      unsynced: ['127.0.0.9:8262'],
    };
    const found = statusOf(clusterOf(sample), { master: { locks: [lock] } });
    parts = { ...parts, readStatus: () => Promise.resolve(found) };
    const subject = { kind: 'lock', id: lock.id, task: 'orders' } as const;
    const made = await plan(
      'dmCluster.lock.handle',
      subject,
      'Unlock, and remove the lock even if the owner fails',
    );
    assert.deepEqual(commandsOf(made), ["unlock-ddl-lock --force-remove 'orders-`a`.`b`'"]);
  });

  it('show the errors of a subtask in a document', async () => {
    answerOfDmctl = query({
      result: true,
      msg: '',
      workers: [
        {
          result: true,
          worker,
          msg: '',
          subTaskError: [
            {
              name: 'orders',
              stage: 'Paused',
              unit: 'Sync',
              sync: { errors: [{ msg: 'Duplicate entry' }] },
            },
          ],
        },
      ],
    });
    const subtask = await elementOf({ kind: 'subtask', task: 'orders', worker });
    await procedureHandlers(parts)['dmCluster.task.showErrors'](subtask);
    assert.match(ran.at(-1) ?? '', /query-error -w 127\.0\.0\.2:8262 orders$/);
    const [{ uri: shownUri } = assert.fail()] = editor.state.shownDocuments;
    assert.equal(shownUri.path, '/Errors of orders.md');
    const text = parts.plans.provideTextDocumentContent(shownUri as never);
    assert.match(text, /^# dm_worker1 \(127\.0\.0\.2:8262\)/);
    assert.match(text, /Duplicate entry/);
  });

  it('say why DM-master told no errors', async () => {
    answerOfDmctl = 'panic: something else';
    const task = await elementOf({ kind: 'task', task: 'orders' });
    await procedureHandlers(parts)['dmCluster.task.showErrors'](task);
    const [{ uri: shownUri } = assert.fail()] = editor.state.shownDocuments;
    assert.match(
      parts.plans.provideTextDocumentContent(shownUri as never),
      /^dmctl query-error printed no answer:\npanic: something else/,
    );
  });

  it('say why DM-master told no errors of any worker', async () => {
    answerOfDmctl = JSON.stringify({
      result: false,
      msg: 'task orders has no workers or not exist, can try `refresh-worker-tasks` cmd first',
      workers: [],
    });
    const task = await elementOf({ kind: 'task', task: 'orders' });
    await procedureHandlers(parts)['dmCluster.task.showErrors'](task);
    const [{ uri: shownUri } = assert.fail()] = editor.state.shownDocuments;
    const text = parts.plans.provideTextDocumentContent(shownUri as never);
    assert.match(text, /^dmctl query-error failed: task orders has no workers or not exist/);
    assert.doesNotMatch(text, /named no worker/);
  });

  it('say what failed before what the workers tell', async () => {
    answerOfDmctl = JSON.stringify({
      result: true,
      msg: '',
      workers: [
        { result: false, worker, msg: 'rpc error: code = Unavailable' },
        { result: true, worker: '127.0.0.3:8263', msg: '', subTaskError: [] },
      ],
    });
    const task = await elementOf({ kind: 'task', task: 'orders' });
    await procedureHandlers(parts)['dmCluster.task.showErrors'](task);
    const [{ uri: shownUri } = assert.fail()] = editor.state.shownDocuments;
    assert.match(
      parts.plans.provideTextDocumentContent(shownUri as never),
      /^dmctl query-error failed on 127\.0\.0\.2:8262: [^]*\n\n# dm_worker1 \(127\.0\.0\.2:8262\)\n[^]*# /,
    );
  });
});
