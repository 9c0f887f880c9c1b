import assert from 'node:assert/strict';
import { type Sandbox, startSandbox } from '../sandbox/sandbox';
import { type Driver, openDriver, photographFailures } from './driver';
import { waitUntil } from './driver/waitUntil';

// The main job, as a person does it, in the real workbench with real Ansible.
describe('in the workbench', () => {
  let sandbox: Sandbox;
  let driver: Driver;

  before(async () => {
    sandbox = await startSandbox({ name: 'ui', started: true });
    driver = await openDriver(sandbox.directory);
    await driver.views.open('DM Cluster');
  });
  after(async () => {
    await driver.close();
    await sandbox.dispose();
  });

  photographFailures(() => driver);

  const processes = () =>
    Promise.all(['dm_worker1', 'dm_worker2'].map((alias) => sandbox.processId(alias)));

  it('restarts dm_worker1 by a right-click in the tree', async () => {
    const before = await processes();
    const worker = await driver.views.row('dm_worker1');
    await driver.screenshot('tree');
    assert.deepEqual(await worker.contextMenuItems(), [
      'Show in Inventory',
      'Start...',
      'Restart...',
      'Rolling Update...',
      'Deploy...',
      'Change',
      'Follow the Log',
      'Open a Shell on the Machine',
      'Stop...',
      'Remove from the Cluster...',
    ]);
    await worker.contextMenu('Restart...');
    await driver.quickInput.waitForTitle('Restart dm_worker1');
    await driver.editor.waitForLine(
      'ansible-playbook rolling_update.yml --tags=dm-worker -l dm_worker1',
    );
    await driver.screenshot('plan');
    await driver.quickInput.choose('Run');
    await driver.terminal.until(/PLAY \[rolling update dm-worker\]/);
    await worker.locator.locator('.codicon-loading').waitFor();
    await driver.screenshot('running');
    const message = await driver.notifications.waitFor('Restart dm_worker1: done in');
    assert.match(message, /DM-master knows 127\.0\.\d+\.\d+:8262\./);
    await driver.terminal.until(/Restart dm_worker1: done in/);
    await worker.locator.locator('.codicon-pass').waitFor();
    assert.match(await worker.description(), /^restarted .* · 127\.0\.\d+\.\d+:8262$/);
    await driver.screenshot('restarted');
    const after = await processes();
    assert.notEqual(after[0], before[0]);
    assert.equal(after[1], before[1]);
    await driver.notifications.clear();
  });

  it('restores a commented-out worker by its lens, in one step that is undone', async () => {
    await driver.editor.open('inventory.ini');
    const restore = driver.editor.codeLens('Restore This Instance');
    await restore.waitFor();
    const before = await driver.editor.lines();
    const isIn = (lines: readonly string[]) => lines.some((line) => line.startsWith('dm_worker3 '));
    assert.equal(isIn(before), false);
    await driver.screenshot('lenses');
    await restore.click();
    await waitUntil('dm_worker3 is restored', driver.editor.lines, isIn);
    await driver.editor.undo();
    await waitUntil(
      'all is as before',
      driver.editor.lines,
      (lines) => lines.join('\n') === before.join('\n'),
    );
  });

  it('offers with "More..." of a lens what can be done with a component', async () => {
    await driver.editor.clickCodeLens('[dm_master_servers]', 'More...');
    await driver.quickInput.waitForTitle('dm-master');
    assert.deepEqual(await driver.quickInput.labels(), [
      'Start...',
      'Stop...',
      'Restart...',
      'Rolling Update...',
      'Deploy...',
      'Move DM-master to another machine...',
    ]);
    await driver.quickInput.cancel();
  });

  it('restarts a worker by its lens', async () => {
    const before = await processes();
    await driver.editor.clickCodeLens('dm_worker2 ', 'Restart');
    await driver.quickInput.waitForTitle('Restart dm_worker2');
    await driver.quickInput.choose('Run');
    await driver.notifications.waitFor('Restart dm_worker2: done in');
    const after = await processes();
    assert.equal(after[0], before[0]);
    assert.notEqual(after[1], before[1]);
    assert.equal(await sandbox.isListening('dm_worker2'), true);
    await driver.notifications.clear();
  });

  it('restarts an instance from the palette, which asks which', async () => {
    const before = await sandbox.processId('grafana');
    await driver.quickInput.command('DM Instance: Restart...');
    await driver.quickInput.waitForTitle('Restart...');
    await driver.screenshot('palette-which');
    await driver.quickInput.choose('grafana');
    await driver.quickInput.waitForTitle('Restart grafana');
    await driver.quickInput.choose('Run');
    await driver.notifications.waitFor('Restart grafana: done in');
    assert.notEqual(await sandbox.processId('grafana'), before);
    assert.equal(await sandbox.isListening('grafana'), true);
    await driver.notifications.clear();
  });

  it('wants the name of the cluster before it stops all of it', async () => {
    const cluster = await driver.views.row('test-cluster');
    await cluster.contextMenu('Stop...');
    assert.match(await driver.dialog.text(), /Stop test-cluster: this affects all 6 instances/);
    await driver.screenshot('stop-modal');
    await driver.dialog.press('Type the Name to Go On...');
    await driver.quickInput.fill('test');
    await driver.quickInput.waitForMessage('The name is test-cluster.');
    await driver.quickInput.fill('test-cluster');
    await driver.quickInput.accept();
    await driver.notifications.waitFor('Stop test-cluster: done in');
    await driver.screenshot('stopped');
    for (const alias of ['dm_master', 'dm_worker1', 'dm_worker2', 'prometheus']) {
      assert.equal(await sandbox.isListening(alias), false, alias);
    }
    await driver.notifications.clear();
  });

  it('starts the cluster again, followed over a reload of the window', async () => {
    const cluster = await driver.views.row('test-cluster');
    await cluster.contextMenu('Start...');
    await driver.quickInput.choose('Run');
    await driver.terminal.until(/PLAY \[start dm-worker\]/);
    await driver.reloadAbruptly();
    await driver.notifications.waitFor('Start test-cluster: done in');
    await driver.screenshot('reloaded');
    for (const alias of ['dm_master', 'dm_worker1', 'dm_worker2', 'prometheus', 'grafana']) {
      assert.equal(await sandbox.isListening(alias), true, alias);
    }
  });

  it('says which instance is down after a cancelled restart, and starts it', async () => {
    await driver.views.open('DM Cluster');
    const worker = await driver.views.row('dm_worker2');
    await worker.contextMenu('Restart...');
    await driver.quickInput.choose('Run');
    await driver.terminal.until(/TASK \[wait until the dm-worker port is down\]/);
    const run = await driver.views.runRow('Restart dm_worker2');
    await driver.screenshot('run-going-on');
    await run.contextMenu('Cancel the Run');
    await driver.dialog.press('Cancel the Run');
    await driver.notifications.waitFor(
      'Restart dm_worker2: cancelled. Reached: dm_worker2. Down now: dm_worker2.',
    );
    await run.locator.locator('.codicon-circle-slash').waitFor();
    await driver.screenshot('cancelled');
    await driver.notifications.press('Down now: dm_worker2.', 'Start dm_worker2...');
    await driver.quickInput.choose('Run');
    await driver.notifications.waitFor('Start dm_worker2: done in');
    assert.equal(await sandbox.isListening('dm_worker2'), true);
  });
});
