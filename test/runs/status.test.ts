import assert from 'node:assert/strict';
import { appendFile, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Cluster } from '../../src/core/cluster/cluster';
import { readCluster } from '../../src/core/cluster/readCluster';
import { parseInventory } from '../../src/core/inventory/parseInventory';
import type { ControlMachine } from '../../src/core/ports/controlMachine';
import type { ClusterStatus, InstanceStatus } from '../../src/core/status/clusterStatus';
import { statusProblems } from '../../src/core/status/statusProblems';
import { takeStatus } from '../../src/core/status/takeStatus';
import { readInventoryFile } from '../../src/node/inventoryFile';
import { createLocalMachine } from '../../src/node/localMachine';
import { systemClock } from '../../src/node/systemClock';
import type { DmctlFault } from '../sandbox/control/faults';
import { until } from '../sandbox/control/until';
import { type Sandbox, startSandbox } from '../sandbox/sandbox';
import { Sshd } from '../unit/node/ssh/sshSandbox';

// What a sweep tells of a real deployment: real sockets, a dmctl that is run, machines that freeze.
describe('the status of a running cluster', () => {
  let sandbox: Sandbox;

  beforeEach(async () => {
    sandbox = await startSandbox({ name: 'status', workers: 3, started: true });
  });
  afterEach(() => sandbox.dispose());

  async function readModel(): Promise<Cluster> {
    const { text, files } = await readInventoryFile(sandbox.inventory);
    const cluster = readCluster(parseInventory(text), files);
    assert.ok(cluster);
    return cluster;
  }

  async function sweep(
    previous?: ClusterStatus,
    machine: ControlMachine = createLocalMachine(),
  ): Promise<ClusterStatus> {
    return takeStatus(
      await readModel(),
      { machine, path: sandbox.directory },
      { clock: systemClock, signal: new AbortController().signal, previous },
    );
  }

  const problemsOf = async (status: ClusterStatus): Promise<readonly string[]> =>
    statusProblems(status, await readModel()).map(({ sentence }) => sentence);

  function instanceOf(status: ClusterStatus, alias: string): InstanceStatus {
    const found = [...status.instances.values()].find((instance) => instance.alias === alias);
    assert.ok(found, alias);
    return found;
  }

  function checkOthersUp(status: ClusterStatus, alias: string): void {
    for (const instance of status.instances.values()) {
      if (instance.alias !== alias) assert.equal(instance.state, 'up', instance.reason);
    }
  }

  it('tells what runs, which tasks, and how far they are behind', async () => {
    await sandbox.dm.startTask({ name: 'orders' });
    for (const alias of ['dm_worker1', 'dm_worker2', 'dm_worker3']) {
      await sandbox.dm.setUnit(alias, 'orders', 'Sync');
    }
    // Its upstream goes on writing, and it stands still.
    await sandbox.dm.setUpstream('dm_worker1', { rate: 1000 });
    await sandbox.dm.setSubtask('dm_worker1', 'orders', { isHeld: true });
    let status = await sweep();
    await until('it is behind', async () => {
      status = await sweep();
      const [lag] = instanceOf(status, 'dm_worker1').lags;
      return (lag?.bytes ?? 0) > 0 && (lag?.seconds ?? 0) > 0;
    });
    checkOthersUp(status, '');
    assert.deepEqual(await problemsOf(status), []);
    assert.ok(status.master.kind === 'known');
    assert.deepEqual(
      status.master.tasks.map(({ name, status: state, workers }) => [name, state, workers.length]),
      [['orders', 'Running', 3]],
    );
    const { version, worker, lags } = instanceOf(status, 'dm_worker1');
    assert.equal(version, 'v1.0.7');
    assert.equal(worker?.relay?.stage, 'Running');
    assert.equal(worker.subtasks[0]?.unit, 'Sync');
    console.log(`      ${JSON.stringify(lags)}`);
    assert.equal(lags[0]?.task, 'orders');
  });

  it('tells that a worker was killed, and that it is up again', async () => {
    const pid = await sandbox.processId('dm_worker2');
    assert.ok(pid);
    await sandbox.exec('dm_worker2', ['kill', '-KILL', String(pid)]); // systemd waits for 15 s
    await until('it is gone', async () => !(await sandbox.isListening('dm_worker2')));
    const status = await sweep();
    const { state, reason } = instanceOf(status, 'dm_worker2');
    assert.equal(state, 'down');
    console.log(`      ${reason}`);
    assert.match(reason, /:8262 refuses connections: it does not run\. Read its log/);
    checkOthersUp(status, 'dm_worker2');
    assert.ok(instanceOf(status, 'dm_worker1').worker);
    assert.equal(status.master.kind, 'known');

    await sandbox.exec('dm_worker2', ['systemctl', 'start', 'dm-worker-8262']);
    await until('it listens', () => sandbox.isListening('dm_worker2'));
    const again = instanceOf(await sweep(status), 'dm_worker2');
    assert.equal(again.state, 'up');
    assert.ok(again.since);
  });

  it('tells that a machine is frozen, and is not held up by it', async () => {
    await sandbox.freeze('dm_worker2');
    const status = await sweep();
    const { state, reason, worker } = instanceOf(status, 'dm_worker2');
    assert.equal(state, 'unknown');
    console.log(`      ${reason}`);
    assert.match(reason, /it listens, but gave no answer within 2 s.*may hang/);
    assert.equal(worker, undefined);
    checkOthersUp(status, 'dm_worker2');
    assert.ok(instanceOf(status, 'dm_worker1').worker);
    assert.equal(status.master.kind, 'known');
    assert.deepEqual((await problemsOf(status)).length, 1);

    await sandbox.thaw('dm_worker2');
    await until('it answers', async () => {
      return instanceOf(await sweep(status), 'dm_worker2').state === 'up';
    });
  });

  it('tells that the machine of DM-master is frozen, and what the workers say themselves', async () => {
    await sandbox.dm.startTask({ name: 'orders' });
    await sandbox.dm.setUnit('dm_worker1', 'orders', 'Sync');
    await sandbox.freeze('dm_master');
    const status = await sweep();
    assert.equal(instanceOf(status, 'dm_master').state, 'unknown');
    assert.ok(status.master.kind === 'unknown');
    assert.match(status.master.reason, /DM-master \(dm_master\) does not answer/);
    const { state, lags } = instanceOf(status, 'dm_worker1');
    assert.equal(state, 'up');
    assert.deepEqual(
      lags.map(({ task }) => task),
      ['orders'],
    );
  });

  it('tells that a machine was switched off', async () => {
    await sandbox.powerOff('dm_worker3');
    const status = await sweep();
    assert.equal(instanceOf(status, 'dm_worker3').state, 'down');
    checkOthersUp(status, 'dm_worker3');
    assert.ok(instanceOf(status, 'dm_worker1').worker);
  });

  it('tells the same through a control machine that is reached over ssh', async () => {
    const sshd = new Sshd();
    await sshd.start();
    const machine = sshd.machine();
    try {
      await sandbox.dm.startTask({ name: 'orders', workers: ['dm_worker1'] });
      await sandbox.freeze('dm_worker2');
      await sandbox.powerOff('dm_worker3');
      const status = await sweep(undefined, machine);
      const states = ['dm_master', 'dm_worker1', 'dm_worker2', 'dm_worker3', 'grafana'].map(
        (alias) => instanceOf(status, alias).state,
      );
      assert.deepEqual(states, ['up', 'up', 'unknown', 'down', 'up']);
      assert.equal(instanceOf(status, 'dm_worker1').worker?.subtasks[0]?.task, 'orders');
      assert.match(instanceOf(status, 'dm_worker2').reason, /gave no answer within 2 s/);
    } finally {
      machine.close();
      await sshd.stop();
    }
  });

  it('tells that a worker starts: it listens and does not answer', async () => {
    await sandbox.exec('dm_worker1', ['systemctl', 'stop', 'dm-worker-8262']);
    const before = await sweep();
    assert.equal(instanceOf(before, 'dm_worker1').state, 'down');
    await sandbox.fault('dm_worker1', { no_answer: true });
    await sandbox.exec('dm_worker1', ['systemctl', 'start', 'dm-worker-8262']);
    await until('it listens', () => sandbox.isListening('dm_worker1'));
    assert.equal(instanceOf(await sweep(before), 'dm_worker1').state, 'starting');
    assert.equal(instanceOf(await sweep(), 'dm_worker1').state, 'unknown');
  });

  it('tells that something listens which is no DM-worker', async () => {
    await sandbox.fault('dm_worker1', { garbage: true });
    const status = await sweep();
    const { state, reason } = instanceOf(status, 'dm_worker1');
    assert.equal(state, 'unknown', reason);
    console.log(`      ${reason}`);
    checkOthersUp(status, 'dm_worker1');
  });

  it('tells a DDL lock with its owner', async () => {
    const workers = ['dm_worker1', 'dm_worker2'];
    await sandbox.dm.startTask({ name: 'shards', sharding: true, workers });
    for (const alias of workers) await sandbox.dm.setUnit(alias, 'shards', 'Sync');
    const id = await sandbox.dm.provokeLock('shards', ['dm_worker1']);
    const status = await sweep();
    assert.ok(status.master.kind === 'known');
    const [lock] = status.master.locks;
    assert.deepEqual(
      [lock?.id, lock?.owner, lock?.unsynced],
      [id, await sandbox.dm.address('dm_worker1'), [await sandbox.dm.address('dm_worker2')]],
    );
    assert.ok((await problemsOf(status)).includes(`DDL lock ${id} waits for dm_worker2.`));
  });

  it('tells where the cluster is not what the inventory says', async () => {
    const address = await sandbox.dm.address('dm_worker3');
    const text = await readFile(sandbox.inventory, 'utf8');
    const line = /^dm_worker3 .*$/m.exec(text)?.[0];
    assert.ok(line);
    const added = line.replace('dm_worker3', 'dm_worker4').replace(' ', ' dm_worker_port=8999 ');
    const changed = text.replace(line, added).replace('dm_version = v1.0.7', 'dm_version = v1.0.6');
    assert.notEqual(changed, text);
    await writeFile(sandbox.inventory, changed);
    const toml = path.join(sandbox.directory, 'dmctl', 'dmctl.toml');
    await rename(toml, `${toml}.old`);
    await appendFile(toml, 'master-addr = "127.0.0.8:8261"\n');
    const { drift } = await sweep();
    const kinds = drift.map((each) => {
      switch (each.kind) {
        case 'worker-not-known':
          return `${each.kind} ${each.alias}`;
        case 'worker-not-in-inventory':
          return `${each.kind} ${each.address}`;
        case 'version':
          return `${each.kind} ${each.component} ${each.instances.length} ${each.wanted}`;
        case 'stranger-hangs':
          return each.kind;
        case 'dmctl-points-elsewhere':
          return `${each.kind} ${each.found}`;
      }
    });
    console.log(kinds.map((kind) => `      ${kind}`).join('\n'));
    assert.deepEqual(kinds.slice(0, 2), [
      'worker-not-known dm_worker4',
      `worker-not-in-inventory ${address}`,
    ]);
    assert.ok(kinds.includes('version dm-worker 2 v1.0.6'));
    assert.ok(kinds.includes('dmctl-points-elsewhere 127.0.0.8:8261'));
  });

  it('tells that DM-master waits for a worker that was taken out of the inventory', async () => {
    await sandbox.dm.startTask({ name: 'orders' });
    await sandbox.freeze('dm_worker3');
    const text = await readFile(sandbox.inventory, 'utf8');
    await writeFile(sandbox.inventory, text.replace(/^dm_worker3 /m, '# dm_worker3 '));
    const first = await sweep();
    assert.deepEqual(first.drift, [], 'one look may have met one that hung for a moment');
    const status = await sweep(first);
    checkOthersUp(status, '');
    assert.deepEqual(status.drift, [{ kind: 'stranger-hangs' }]);
    assert.equal(instanceOf(status, 'dm_worker1').worker?.subtasks[0]?.task, 'orders');
    const seconds = (status.observedAt - status.startedAt) / 1000;
    console.log(`      ${seconds} s`);
    assert.ok(seconds < 9, 'it was waited for once');
    assert.match((await problemsOf(status)).join(), /the inventory lacks.*Roll dm-master\.$/);
  });

  const faults: readonly (readonly [NonNullable<DmctlFault['kind']>, RegExp])[] = [
    ['garbage', /dmctl show-ddl-locks.*panic: runtime error/],
    ['truncated', /ends in the middle/],
    ['empty', /printed nothing/],
    ['rpc_error', /DM-master/],
    ['usage', /does not take show-ddl-locks/],
    ['other_json', /shape that is not known/],
  ];
  it('tells what is wrong with dmctl', async () => {
    for (const [kind, says] of faults) {
      await sandbox.dm.dmctlFault({ kind });
      const status = await sweep();
      assert.ok(status.master.kind === 'unknown', kind);
      console.log(`      ${kind}: ${status.master.reason}`);
      assert.match(status.master.reason, says);
      checkOthersUp(status, '');
    }
  });

  it('tells that dmctl is not there', async () => {
    await rename(path.join(sandbox.directory, 'dmctl'), path.join(sandbox.directory, 'away'));
    const status = await sweep();
    assert.ok(status.master.kind === 'unknown');
    assert.match(status.master.reason, /There is no dmctl in .*--tags=dmctl/);
    checkOthersUp(status, '');
  });
});
