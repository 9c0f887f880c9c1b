import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { type Sandbox, startSandbox } from '../sandbox/sandbox';
import { type Driver, openDriver, photographFailures } from './driver';

// "Create worker" as the manual has it, by a person: from the tree to the green run, on a machine
// that knows only root; then a run that the window is reloaded under.
describe('a DM-worker is created in the workbench', () => {
  let sandbox: Sandbox;
  let driver: Driver;
  let machine: string;

  before(async () => {
    sandbox = await startSandbox({ name: 'ui-create', started: true, spareMachines: 1 });
    machine = sandbox.hosts.at(-1)?.address ?? '';
    driver = await openDriver(sandbox.directory);
    await driver.views.open('DM Cluster');
  });
  after(async () => {
    await driver.close();
    await sandbox.dispose();
  });

  photographFailures(() => driver);

  /** Answers a step of the wizard. */
  const answer = async (title: string, value?: string): Promise<void> => {
    await driver.quickInput.waitForTitle(title);
    if (value !== undefined) await driver.quickInput.fill(value);
    await driver.quickInput.accept();
  };

  const untilDone = async (title: string): Promise<void> => {
    const run = await driver.views.runRow(title);
    await run.locator.locator('.codicon-pass').waitFor();
    await driver.notifications.waitFor(`${title}: done in`);
  };

  it('offers on a worker only what applies, what destroys last', async () => {
    const worker = await driver.views.row('dm_worker1');
    const items = await worker.contextMenuItems();
    assert.deepEqual(items.slice(-2), ['Stop...', 'Remove from the Cluster...']);
    assert.ok(items.includes('Change'));
  });

  it('asks for it step by step, with defaults, a way back, and a reason against a wrong value', async () => {
    const workers = await driver.views.row('dm-worker');
    await workers.contextMenu('Create a DM-worker...');
    await driver.quickInput.waitForTitle('Alias');
    assert.equal(await driver.quickInput.value(), 'dm_worker3');
    await driver.screenshot('wizard-alias');
    await answer('Alias');
    await answer('Machine', machine);
    await driver.quickInput.waitForTitle('source_id');
    await driver.quickInput.fill('mysql-replica-01');
    await driver.quickInput.waitForMessage('dm_worker1 has this source_id already.');
    await driver.screenshot('wizard-refuses');
    await driver.page
      .locator('.quick-input-widget:visible .quick-input-left-action-bar .action-label')
      .first()
      .click();
    await driver.quickInput.waitForTitle('Machine');
    assert.equal(await driver.quickInput.value(), machine);
    await answer('Machine');
    await answer('source_id', 'mysql-replica-03');
    await answer('Upstream host', '127.0.0.1');
    await answer('Upstream port');
    await answer('Upstream user');
    await driver.quickInput.waitForTitle('Password of the upstream user');
    assert.equal(await driver.quickInput.isPassword(), true);
    await driver.quickInput.fill('S3cret!');
    await driver.screenshot('wizard-password');
    await driver.quickInput.accept();
    await driver.quickInput.waitForTitle('server_id');
    await driver.page.locator('.quick-input-widget:visible .codicon-check-all').first().click();
  });

  it('shows the plan: edits without secrets, exact commands, lenses', async () => {
    await driver.quickInput.waitForTitle('Create dm_worker3 · test-cluster');
    await driver.editor.waitForLine('# Create dm_worker3');
    await driver.editor.codeLens('Save as Markdown...').waitFor();
    await driver.editor.codeLens('Copy the Commands').waitFor();
    await driver.screenshot('create-plan');
    const lines = (await driver.editor.lines()).join('\n');
    assert.doesNotMatch(lines, /S3cret/);
    assert.match(lines, /create_users\.yml -u root -k/);
  });

  it('runs it: root’s password is typed in the terminal, and the worker is green', async () => {
    await driver.quickInput.choose('Run');
    await driver.terminal.until(/SSH password:/);
    await driver.screenshot('create-password');
    await driver.terminal.type(`${sandbox.rootPassword}\n`);
    await untilDone('Create dm_worker3');
    const worker = await driver.views.row('dm_worker3');
    await worker.locator.locator('.codicon-pass').waitFor();
    await driver.screenshot('created');
    assert.equal(await sandbox.isListening('dm_worker3'), true);
    const inventory = await readFile(sandbox.inventory, 'utf8');
    assert.match(inventory, /^dm_worker3 .*source_id="mysql-replica-03"/m);
    assert.doesNotMatch(inventory, /S3cret/);
    await driver.notifications.clear();
  });

  it('removes it behind a modal that names it, and goes on over a reload of the window', async () => {
    const worker = await driver.views.row('dm_worker3');
    await worker.contextMenu('Remove from the Cluster...');
    await answer('Line in the inventory');
    const question = await driver.dialog.text();
    assert.match(question, /Remove dm_worker3 from the cluster · test-cluster/);
    await driver.screenshot('remove-modal');
    await driver.dialog.press('Run');
    await driver.terminal.until(/PLAY \[.*dm-worker/);
    await driver.reloadAbruptly();
    await untilDone('Remove dm_worker3 from the cluster');
    await driver.screenshot('removed');
    assert.equal(await sandbox.isListening('dm_worker3'), false);
    assert.match(await readFile(sandbox.inventory, 'utf8'), /^# dm_worker3 /m);
  });
});
