import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { type Operator, operatorOf, type Wanted } from './procedures';
import { locks, stages } from './world';

const aliases = ['dm_worker1', 'dm_worker2'];
const group: Wanted = ({ node }) => node.target?.kind === 'component' && node.label === 'dm-worker';

describe('what restarts, from the tree', () => {
  let operator: Operator;
  before(async () => {
    operator = await operatorOf({ workers: 2, spareMachines: 1, started: true });
  });
  const processes = () => Promise.all(aliases.map((alias) => operator.sandbox.processId(alias)));

  // Manual: "重启 DM-worker": avoid it while a sharding DDL is being synchronized.
  it('is blocked by a sharding DDL lock, and goes on over it with a reason that is kept', async () => {
    const { sandbox } = operator;
    await sandbox.dm.startTask({ name: 'shards', sharding: true });
    const lock = await sandbox.dm.provokeLock('shards', ['dm_worker1']);
    const [pid, other] = await processes();
    const end = await operator.succeed('dmCluster.instance.restart', 'dm_worker1', {
      'Why it is run all the same': 'The disk is being replaced.',
    });
    const check = end.plan.checks.find(({ status }) => status === 'block');
    assert.ok(check !== undefined && check.sentence.includes(lock), check?.sentence);
    assert.match(check.sentence, /dm_worker1.*dm_worker2|dm_worker2.*dm_worker1/s);
    assert.ok(
      end.overrides.some(({ reason }) => reason === 'The disk is being replaced.'),
      JSON.stringify(end.overrides),
    );
    const [newPid, newOther] = await processes();
    assert.notEqual(newPid, pid);
    assert.equal(newOther, other);
    await sandbox.dm.shardingDdl('dm_worker2', 'shards');
    assert.deepEqual(await locks(sandbox, ...aliases), { held: [], waitedFor: [] });
    await sandbox.dm.ask('stop-task', 'shards');
  });

  it('compares the tasks of a start with those before the stop', async () => {
    const { sandbox } = operator;
    await sandbox.dm.startTask({ name: 'orders' });
    await operator.succeed('dmCluster.component.stop', group);
    assert.deepEqual(await processes(), [undefined, undefined]);
    const end = await operator.succeed('dmCluster.component.start', group);
    const looked = end.steps.find(({ step }) => step.id === 'verify-subtasks');
    assert.equal(looked?.outcome, 'succeeded', looked?.sentence);
    const seen = await stages(sandbox, 'orders', ...aliases);
    assert.deepEqual(seen, ['dm_worker1 Running', 'dm_worker2 Running']);
    await sandbox.dm.ask('stop-task', 'orders');
  });

  // Manual: "更新组件版本".
  it('brings another version of DM to all its parts', async () => {
    const { sandbox } = operator;
    const before = await readFile(sandbox.inventory, 'utf8');
    await sandbox.dm.startTask({ name: 'orders' });
    await operator.succeed('dmCluster.cluster.upgrade', 'test-cluster', { Version: 'v1.0.8' });
    const after = await readFile(sandbox.inventory, 'utf8');
    assert.equal(after, before.replace('dm_version = v1.0.7', 'dm_version = v1.0.8'));
    const binaries = [
      ['dm_master', 'dm-master'],
      ['dm_worker1', 'dm-worker'],
      ['dm_worker2', 'dm-worker'],
    ] as const;
    for (const [alias, binary] of binaries) {
      const { stdout } = await sandbox.exec(alias, [`/home/tidb/deploy/bin/${binary}`, '-V']);
      assert.match(stdout, /Release Version: v1\.0\.8/, alias);
    }
    assert.match((await sandbox.dm.dmctl(['-V'])).stdout, /v1\.0\.8/);
    const seen = await stages(sandbox, 'orders', ...aliases);
    assert.deepEqual(seen, ['dm_worker1 Running', 'dm_worker2 Running']);
    await sandbox.dm.ask('stop-task', 'orders');
  });

  // Manual: "替换 DM-master 实例".
  it('moves DM-master to another machine', async () => {
    const { sandbox } = operator;
    const before = await readFile(sandbox.inventory, 'utf8');
    const [first, last] = [sandbox.hosts[0]?.address ?? '', sandbox.hosts.at(-1)?.address ?? ''];
    await sandbox.dm.startTask({ name: 'shards', sharding: true });
    const lock = await sandbox.dm.provokeLock('shards', ['dm_worker1']);
    await operator.succeed('dmCluster.master.replace', 'dm_master', { Machine: last });
    const old = `dm_master ansible_host=${first}`;
    const moved = `dm_master ansible_host=${last}`;
    assert.equal(
      await readFile(sandbox.inventory, 'utf8'),
      before.replace(old, `# ${old}\n${moved}`),
    );
    const unit = await sandbox.exec(first, ['systemctl', 'is-active', 'dm-master-8261']);
    assert.equal(unit.stdout.trim(), 'inactive');
    assert.equal(await sandbox.dm.address('dm_master'), `${last}:8261`);
    assert.deepEqual(await locks(sandbox, ...aliases), { held: [lock], waitedFor: [lock] });
    const settings = await readFile(`${sandbox.directory}/dmctl/dmctl.toml`, 'utf8');
    assert.match(settings, new RegExp(`master-addr = "${last.replaceAll('.', '\\.')}:8261"`));
  });
});
