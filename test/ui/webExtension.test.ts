import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Driver, openDriver } from './driver';

const root = path.resolve(__dirname, '../..');

// As on vscode.dev: the extension runs in a worker of the browser, where there is no Node.
describe('as a web extension', () => {
  let folder: string;
  let driver: Driver;
  const failures: string[] = [];

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'dm-web-'));
    cpSync(path.join(root, 'test/fixtures/workspace'), folder, { recursive: true });
    // Of an http address, only the worker in the browser can load it.
    driver = await openDriver(folder, { extensions: [], webExtension: root });
    driver.page.on('console', (message) => {
      if (message.type() === 'error' && /dm-cluster/i.test(message.text()))
        failures.push(message.text());
    });
  });
  after(async () => {
    await driver.close();
    rmSync(folder, { recursive: true });
  });

  it('shows the cluster', async () => {
    await driver.views.open('DM Cluster');
    await driver.views.row('dm_worker1');
    await driver.screenshot('web-tree');
  });

  it('finds what is wrong as it is typed', async () => {
    await driver.editor.open('inventory.ini');
    await driver.editor.goTo(1);
    await driver.editor.type('[dm_master_servers] x\n');
    await driver.problems.waitFor('Ansible refuses this inventory');
    await driver.screenshot('web-problem');
    assert.deepEqual(failures, []);
  });
});
