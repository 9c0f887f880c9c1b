import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import path from 'node:path';
import { type Sandbox, startSandbox } from '../sandbox/sandbox';
import { Sshd } from '../unit/node/ssh/sshSandbox';
import { type Driver, openDriver, photographFailures } from './driver';

// The control machine is another one: reached with ssh, by the command for it.
describe('in the workbench, over ssh', () => {
  const sshd = new Sshd();
  let sandbox: Sandbox;
  let driver: Driver;

  before(async () => {
    sandbox = await startSandbox({ name: 'ui-ssh', started: true });
    await sshd.start();
    const dotSsh = path.join(sshd.directory, '.ssh');
    mkdirSync(dotSsh);
    writeFileSync(path.join(dotSsh, 'config'), `IdentityFile ${sshd.directory}/user\n`);
    const empty = path.join(sshd.directory, 'empty.code-workspace');
    writeFileSync(empty, '{ "folders": [] }');
    driver = await openDriver(empty, { env: { HOME: sshd.directory } });
  });
  after(async () => {
    await driver.close();
    await sshd.stop();
    await sandbox.dispose();
  });

  photographFailures(() => driver);

  it('opens a deployment, once the host key is vouched for', async () => {
    await driver.quickInput.command('DM Cluster: Open a Deployment over SSH...');
    await driver.quickInput.waitForTitle('Open a Deployment over SSH');
    await driver.quickInput.fill('no address');
    await driver.quickInput.waitForMessage('user@host');
    await driver.quickInput.fill(`${userInfo().username}@127.0.0.1:${sshd.port}`);
    await driver.quickInput.accept();
    await driver.quickInput.waitForMessage('The directory with inventory.ini');
    await driver.quickInput.fill(sandbox.directory);
    await driver.quickInput.accept();
    assert.match(await driver.dialog.text(), /SHA256:[\w+/]{43}/);
    await driver.screenshot('remote-host-key');
    await driver.dialog.press('Connect');
    await driver.views.row('inventory.ini'); // in the Explorer, when the window is there again
    await driver.views.open('DM Cluster');
    await driver.views.row('dm_worker1');
    const known = readFileSync(path.join(sshd.directory, '.ssh/known_hosts'), 'utf8');
    assert.match(known, new RegExp(`^\\[127\\.0\\.0\\.1\\]:${sshd.port} ssh-ed25519 \\S+\\n$`));
  });

  it('restarts a worker there', async () => {
    const before = await sandbox.processId('dm_worker1');
    const worker = await driver.views.row('dm_worker1');
    await worker.contextMenu('Restart...');
    await driver.quickInput.waitForTitle('Restart dm_worker1');
    await driver.quickInput.choose('Run');
    await driver.terminal.until(/PLAY \[rolling update dm-worker\]/);
    await driver.screenshot('remote-running');
    const message = await driver.notifications.waitFor('Restart dm_worker1: done in');
    assert.match(message, /DM-master knows 127\.0\.\d+\.\d+:8262\./);
    assert.notEqual(await sandbox.processId('dm_worker1'), before);
  });
});
