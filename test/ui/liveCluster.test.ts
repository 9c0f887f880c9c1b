import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { type Sandbox, startSandbox } from '../sandbox/sandbox';
import { type Driver, openDriver, photographFailures } from './driver';
import { plain } from './driver/text';

// The tree of a cluster that is looked at, in the real workbench: what happens outside is seen.
describe('the tree of a living cluster', () => {
  let sandbox: Sandbox;
  let driver: Driver;

  before(async () => {
    sandbox = await startSandbox({ name: 'ui-live', started: true });
    await sandbox.dm.startTask({ name: 'orders', mode: 'all' });
    await sandbox.dm.startTask({ name: 'shards', sharding: true });
    await sandbox.dm.setUnit('dm_worker2', 'orders', 'Load');
    driver = await openDriver(sandbox.directory);
    await driver.views.open('DM Cluster');
  });
  after(async () => {
    await driver.close();
    await sandbox.dispose();
  });

  photographFailures(() => driver);

  const withIcon = (alias: string, icon: string) =>
    driver.page
      .locator('.sidebar .monaco-list-row')
      .filter({ has: driver.page.locator(`.codicon-${icon}`) })
      .filter({ has: driver.page.locator('.label-name', { hasText: new RegExp(`^${alias}$`) }) })
      .first();

  it('shows what runs: instances, tasks, and under a worker its relay log and subtasks', async () => {
    await withIcon('dm_worker1', 'pass').waitFor();
    assert.equal(await (await driver.views.row('Tasks')).description(), '2');
    await (await driver.views.row('dm_worker1')).expand();
    assert.match(
      await (await driver.views.row('Relay log')).description(),
      /^Running · .+bin\.\d+:\d+/,
    );
    await driver.views.row('shards');
    await driver.screenshot('live-up');
  });

  it('turns a worker down within an interval after it was killed outside the editor, and up again', async () => {
    await sandbox.exec('dm_worker2', ['kill', '-9', String(await sandbox.processId('dm_worker2'))]);
    // systemd starts it again after RestartSec, 15 s: it is not seen down by whoever looks later than
    // an interval, which is 10 s, and the time of a look.
    await withIcon('dm_worker2', 'error').waitFor();
    const worker = await driver.views.row('dm_worker2');
    assert.match(await worker.description(), /^down since .+ · 127\.\d+\.\d+\.\d+:8262$/);
    await driver.page.locator('.activitybar .badge-content').filter({ hasText: /\d/ }).waitFor();
    await driver.screenshot('live-down');
    await withIcon('dm_worker2', 'pass').waitFor();
  });

  it('shows a DDL lock that is provoked, with its owner', async () => {
    const id = await sandbox.dm.provokeLock('shards', ['dm_worker1']);
    const lock = await driver.views.row(id);
    assert.equal(await lock.description(), 'owner dm_worker1 · waits for dm_worker2');
    await lock.expand();
    await driver.page
      .locator('.sidebar .label-description', { hasText: /^owner · synced/ })
      .waitFor();
    await lock.locator.hover();
    const hover = driver.page.locator('.monaco-hover:visible').filter({ hasText: 'ADD COLUMN' });
    await hover.waitFor();
    await driver.screenshot('live-lock');
    assert.match(plain(await hover.innerText()), /Owner: dm_worker1 \(127\./);
    await driver.page.mouse.move(800, 600);
  });

  it('shows that DM-master does not know a worker, and offers what repairs it', async () => {
    const text = await readFile(sandbox.inventory, 'utf8');
    await writeFile(sandbox.inventory, text.replace('# dm_worker3 ', 'dm_worker3 '));
    const drift = await driver.views.row('DM-master does not know dm_worker3: roll dm-master');
    await driver.screenshot('live-drift');
    await drift.inlineAction('Repair...');
    await driver.quickInput.waitForTitle('Rolling update of dm-master');
    await driver.screenshot('live-repair');
    await driver.quickInput.cancel();
  });
});
