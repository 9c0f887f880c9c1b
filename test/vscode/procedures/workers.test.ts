import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { decryptPassword } from './decryptPassword';
import { type Operator, operatorOf, type Wanted } from './procedures';
import { askWorkers, stages } from './world';

const group: Wanted = ({ node }) => node.target?.kind === 'component' && node.label === 'dm-worker';

describe('DM-workers come, go and move, from the tree', () => {
  let operator: Operator;
  let before: string;
  let spare: string;
  beforeEach(async () => {
    operator = await operatorOf({ workers: 2, spareMachines: 1, started: true });
    before = await inventory();
    spare = operator.sandbox.hosts.at(-1)?.address ?? '';
    await operator.sandbox.dm.startTask({ name: 'orders' });
  });

  const inventory = () => readFile(operator.sandbox.inventory, 'utf8');
  const lineOf = (text: string, alias: string): string => {
    const line = text.split('\n').find((candidate) => candidate.startsWith(`${alias} `));
    assert.ok(line !== undefined, `${alias} is in the inventory`);
    return line;
  };

  // Manual: "创建 DM-worker 实例" and "下线 DM-worker 实例".
  it('creates dm_worker3 on a machine that knows only root, and removes it', async () => {
    const { sandbox } = operator;
    const created = await operator.succeed('dmCluster.worker.create', group, {
      Machine: spare,
      source_id: 'mysql-replica-03',
      'Upstream host': '127.0.0.1',
      'Upstream port': '3308',
      Password: 'pa$$ "w\'ord',
    });
    assert.equal(created.steps[0]?.step.id, 'create-users');
    const text = await inventory();
    const line = lineOf(text, 'dm_worker3');
    const last = lineOf(before, 'dm_worker2');
    assert.equal(text, before.replace(last, `${last}\n\n${line}`));
    const password = /mysql_password=(?<quoted>\S+)/.exec(line)?.groups?.['quoted'] ?? '';
    assert.equal(decryptPassword(password.replaceAll(/['"]/g, '')), 'pa$$ "w\'ord');
    const [state] = await askWorkers(sandbox, 'dm_worker3');
    assert.equal(state?.relayStatus?.stage, 'Running');
    assert.equal((await sandbox.dm.state('dm_worker3')).sourceId, 'mysql-replica-03');
    const prometheus = await sandbox.exec('prometheus', [
      'sh',
      '-c',
      'cat /home/tidb/deploy/conf/prometheus.yml',
    ]);
    assert.match(prometheus.stdout, new RegExp(`${spare.replaceAll('.', '\\.')}:8262`));

    await operator.succeed('dmCluster.worker.remove', 'dm_worker3');
    assert.equal(await inventory(), text.replace(line, `# ${line}`));
    assert.equal(await sandbox.isListening('dm_worker3'), false);
    assert.equal(await sandbox.processId('dm_worker3'), undefined);
    const { tasks } = (await sandbox.dm.ask('query-status')) as {
      readonly tasks: readonly { readonly taskStatus: string }[];
    };
    assert.deepEqual(
      tasks.map(({ taskStatus }) => taskStatus),
      ['Running'],
    );
    assert.deepEqual(await stages(sandbox, 'orders', 'dm_worker1', 'dm_worker2'), [
      'dm_worker1 Running',
      'dm_worker2 Running',
    ]);
  });

  // Manual: "替换 DM-worker 实例".
  it('moves dm_worker2 to another machine, with its task', async () => {
    const { sandbox } = operator;
    const address = sandbox.hosts[2]?.address ?? '';
    await operator.succeed('dmCluster.worker.replace', 'dm_worker2', {
      Machine: spare,
      'Task files': 'orders=conf/orders.yaml',
    });
    const old = lineOf(before, 'dm_worker2');
    const moved = old.replace(address, spare);
    assert.equal(await inventory(), before.replace(old, `${moved}\n# ${old}`));
    const unit = await sandbox.exec(address, ['systemctl', 'is-active', 'dm-worker-8262']);
    assert.equal(unit.stdout.trim(), 'inactive');
    assert.deepEqual(await stages(sandbox, 'orders', 'dm_worker1', 'dm_worker2'), [
      'dm_worker1 Running',
      'dm_worker2 Running',
    ]);
    assert.equal(await sandbox.dm.address('dm_worker2'), `${spare}:8262`);
  });

  it('moves dm_worker2 off a machine that is gone, and leaves what has to be fenced open', async () => {
    const { sandbox } = operator;
    await sandbox.powerOff('dm_worker2');
    const moved = await operator.succeed('dmCluster.worker.replace', 'dm_worker2', {
      Machine: spare,
      'Old machine': 'down',
      'Why it can not be reached': 'powered-off',
      'Task files': 'orders=conf/orders.yaml',
    });
    assert.ok(!moved.steps.some(({ step }) => step.id === 'stop'));
    assert.deepEqual(
      moved.plan.openItems.map(({ id }) => id),
      ['fence-old-machine'],
    );
    assert.deepEqual(await stages(sandbox, 'orders', 'dm_worker1', 'dm_worker2'), [
      'dm_worker1 Running',
      'dm_worker2 Running',
    ]);
    await operator.decide('dmCluster.run.settleItem');
    const journal = `${sandbox.directory}/.dm-cluster/runs/${moved.run}/journal.jsonl`;
    assert.match(await readFile(journal, 'utf8'), /"item-settled".*"fence-old-machine"/);
  });
});
