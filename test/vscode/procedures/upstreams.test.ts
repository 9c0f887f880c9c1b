import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { type Operator, operatorOf } from './procedures';
import { askWorkers, stages } from './world';

const aliases = ['dm_worker1', 'dm_worker2'];

describe('another upstream primary, from the tree', () => {
  let operator: Operator;
  before(async () => {
    operator = await operatorOf({ workers: 2, started: true });
    const { sandbox } = operator;
    const text = await readFile(sandbox.inventory, 'utf8');
    await writeFile(
      sandbox.inventory,
      text.replaceAll(/^(dm_worker\d .*)$/gm, '$1 enable_gtid=true'),
    );
    const rolled = await sandbox.ansible([
      'ansible-playbook',
      'rolling_update.yml',
      '--tags=dm-worker',
    ]);
    assert.equal(rolled.status, 0, rolled.stdout);
    await sandbox.dm.startTask({ name: 'orders' });
  });

  const relay = async () => {
    const [one] = await askWorkers(operator.sandbox, 'dm_worker1');
    return [one?.relayStatus?.stage, one?.relayStatus?.relaySubDir.split('.').at(-1)];
  };
  const primary = async (): Promise<Record<string, string>> => {
    const { gtidPurged, gtidExecuted } = await operator.sandbox.dm.newPrimary('dm_worker1');
    return { 'gtid_purged of': gtidPurged, 'gtid_executed of': gtidExecuted };
  };

  // Manual: "虚拟 IP 环境下的上游主从切换".
  it('behind its virtual IP: nothing is switched to one that lacks what was pulled', async () => {
    const { sandbox } = operator;
    await sandbox.dm.startTask({ name: 'idle', workers: ['dm_worker1'] });
    await sandbox.dm.ask('pause-task', 'idle');
    const answers = await primary();
    const lacking = (answers['gtid_executed of'] ?? '').replace(/-\d+$/, '-5');
    const failed = await operator.run('dmCluster.worker.switchUpstreamVip', 'dm_worker1', {
      ...answers,
      'gtid_executed of': lacking,
    });
    assert.equal(failed.end?.outcome, 'failed');
    assert.deepEqual(await relay(), ['Paused', '000001']);
    assert.deepEqual(await stages(sandbox, 'orders', ...aliases), [
      'dm_worker1 Paused',
      'dm_worker2 Running',
    ]);
    // What was read wrong is read again: the same run goes on, and resumes what it paused.
    const end = await operator.decide('dmCluster.run.retry', answers);
    assert.equal(end?.end?.outcome, 'succeeded');
    assert.deepEqual(await relay(), ['Running', '000002']);
    assert.deepEqual(await stages(sandbox, 'orders', ...aliases), [
      'dm_worker1 Running',
      'dm_worker2 Running',
    ]);
    assert.deepEqual(await stages(sandbox, 'idle', 'dm_worker1'), ['dm_worker1 Paused']);
    await sandbox.dm.ask('stop-task', 'idle');
  });

  // Manual: "变更 IP 后的主从切换".
  it('at a new address', async () => {
    const { sandbox } = operator;
    const before = await readFile(sandbox.inventory, 'utf8');
    const other = await sandbox.processId('dm_worker2');
    await operator.succeed('dmCluster.worker.switchUpstreamAddress', 'dm_worker1', {
      'New upstream host': '127.0.0.2',
      'New upstream port': '3310',
      'Task files': 'orders=conf/orders.yaml',
      ...(await primary()),
    });
    const line = before.split('\n').find((text) => text.startsWith('dm_worker1 ')) ?? '';
    const changed = line
      .replace('mysql_host=127.0.0.1', 'mysql_host=127.0.0.2')
      .replace('mysql_port=3306', 'mysql_port=3310');
    assert.equal(await readFile(sandbox.inventory, 'utf8'), before.replace(line, changed));
    const { from } = await sandbox.dm.state('dm_worker1');
    assert.deepEqual([from['host'], from['port']], ['127.0.0.2', '3310']);
    assert.equal(await sandbox.processId('dm_worker2'), other);
    assert.equal((await relay())[0], 'Running');
    assert.deepEqual(await stages(sandbox, 'orders', ...aliases), [
      'dm_worker1 Running',
      'dm_worker2 Running',
    ]);
  });
});
