import assert from 'node:assert/strict';
import { isListening } from './control/addresses';
import { text, value, workersOf } from './control/answers';
import { readInstances } from './control/instances';
import { processIds } from './control/processes';
import { type Sandbox, startSandbox } from './sandbox';

const size = 60;

describe('sandbox with many workers', () => {
  const open: Sandbox[] = [];

  after(() => Promise.all(open.map((sandbox) => sandbox.dispose())));

  it('has a fleet, one process a machine, each member with a port and tasks of its own', async () => {
    const before = processIds().length;
    const sandbox = await startSandbox({ started: true, fleet: size });
    open.push(sandbox);
    assert.ok(processIds().length - before < size, 'fewer processes than workers');
    const instances = [...(await readInstances(sandbox.inventory)).values()];
    const fleet = instances.filter(({ alias }) => alias.startsWith('dm_fleet'));
    assert.equal(fleet.length, size);
    assert.equal(new Set(fleet.map(({ address, port }) => `${address}:${port}`)).size, size);
    const isUp = await Promise.all(fleet.map(({ address, port }) => isListening(address, port)));
    assert.ok(isUp.every(Boolean));

    await sandbox.dm.startTask({ name: 'test', workers: ['dm_fleet1', 'dm_fleet60'] });
    const workers = workersOf(await sandbox.dm.ask('query-status', 'test'));
    assert.deepEqual(
      workers.map((worker) => value(worker, 'sourceID')),
      ['mysql-fleet-001', 'mysql-fleet-060'],
    );
    const all = workersOf(await sandbox.dm.ask('query-status', '--more'));
    assert.equal(all.length, size + 2);

    await sandbox.fault('dm_fleet2', { refuse: true });
    assert.equal(await sandbox.isListening('dm_fleet2'), false);
    assert.equal(await sandbox.isListening('dm_fleet3'), true);
    await sandbox.clearFault('dm_fleet2');
    assert.equal(await sandbox.isListening('dm_fleet2'), true);

    const ping = ['ansible', '-o', '-m', 'ping', 'dm_fleet1:dm_fleet60'];
    const { status, stdout } = await sandbox.ansible(ping);
    assert.equal(status, 0, stdout);
    assert.equal(stdout.split('SUCCESS').length, 3, stdout);
  });

  it('has real ones that share a machine', async () => {
    const sandbox = await startSandbox({ started: true, workers: 2, workersPerMachine: 2 });
    open.push(sandbox);
    assert.equal(sandbox.hosts.length, 2);
    const second = await sandbox.dm.address('dm_worker2');
    assert.match(second, /\.2:8263$/);
    await sandbox.dm.startTask({ name: 'test' });
    await sandbox.stop('dm_worker2');
    const [first, other] = workersOf(await sandbox.dm.ask('query-status', 'test'));
    assert.equal(text(first, 'result'), 'true');
    assert.equal(text(other, 'result'), 'false');
    assert.equal(await sandbox.isListening('dm_worker1'), true);
  });
});
