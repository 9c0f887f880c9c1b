import assert from 'node:assert/strict';
import { type Sandbox, startSandbox } from '../sandbox/sandbox';
import { type Driver, openDriver, photographFailures } from './driver';

// The drawing of a cluster that runs: real sweeps over the stand-in deployment, nothing made up.
describe('the topology of a running cluster', () => {
  let sandbox: Sandbox;
  let driver: Driver;

  before(async () => {
    sandbox = await startSandbox({ name: 'ui-topology', workers: 3, started: true });
    await sandbox.dm.startTask({ name: 'test', sharding: true });
    driver = await openDriver(sandbox.directory, { settings: { 'dmCluster.status.interval': 2 } });
    await driver.views.open('DM Cluster');
    await driver.quickInput.command('DM Cluster: Show Topology');
  });
  after(async () => {
    await driver.close();
    await sandbox.dispose();
  });
  photographFailures(() => driver);

  const node = (id: string, state: string) =>
    driver.webview.locator(`[data-node="${id}"].${state}`);

  it('shows what is up, and the positions and lags of the task', async () => {
    for (const alias of ['dm_worker1', 'dm_worker2', 'dm_worker3']) {
      await node(`dm-worker/${alias}`, 'up').waitFor();
    }
    const worker = node('dm-worker/dm_worker1', 'up');
    await worker.locator('text', { hasText: 'test: Sync Running' }).waitFor();
    assert.match((await worker.getAttribute('aria-label')) ?? '', /Relay Running · mysql-bin\.\d+/);
    await driver.webview.locator('.downstream text', { hasText: 'test: Running' }).waitFor();
    assert.match(await driver.webview.locator('#age').innerText(), /^As of \d\d:\d\d:\d\d$/);
    await driver.screenshot('topology-live');
  });

  it('marks the worker that a DDL lock waits for', async () => {
    await sandbox.dm.shardingDdl('dm_worker1', 'test');
    await driver.webview
      .locator('[data-node="dm-worker/dm_worker2"][aria-label*="waits for this worker"]')
      .waitFor();
    await driver.screenshot('topology-live-lock');
  });

  it('shows a worker down that was stopped outside of the editor', async () => {
    await sandbox.stop('dm_worker2');
    await node('dm-worker/dm_worker2', 'down').waitFor();
    await driver.screenshot('topology-live-down');
  });

  it('offers what can be done with it', async () => {
    await node('dm-worker/dm_worker2', 'down').focus();
    await driver.page.keyboard.press('Shift+F10');
    await driver.quickInput.waitForTitle('dm_worker2');
    await driver.screenshot('topology-live-actions');
    await driver.quickInput.cancel();
  });

  it('comes back when the window is loaded again', async () => {
    await driver.reload();
    await node('dm-worker/dm_worker2', 'down').waitFor();
  });
});
