import assert from 'node:assert/strict';
import { type Sandbox, startSandbox } from '../sandbox/sandbox';
import { type Driver, openDriver, photographFailures } from './driver';
import { waitUntil } from './driver/waitUntil';

// Writing an inventory in the real workbench: a new worker, its mistake, and the light bulb.
describe('the inventory as a language, in the workbench', () => {
  let sandbox: Sandbox;
  let driver: Driver;

  before(async () => {
    sandbox = await startSandbox({ name: 'uiLanguage', deployed: true });
    driver = await openDriver(sandbox.directory);
    await driver.editor.open('inventory.ini');
  });
  after(async () => {
    await driver.close();
    await sandbox.dispose();
  });
  photographFailures(() => driver);

  it('completes a new worker line with what is free', async () => {
    await driver.editor.codeLens('Restore This Instance').waitFor();
    const lines = await driver.editor.lines();
    const worker2 = lines.findIndex((line) => line.startsWith('dm_worker2 '));
    assert.ok(worker2 > 0);
    await driver.editor.goTo(9, 1000);
    await driver.page.keyboard.press('Enter');
    const offered = await driver.editor.suggestions();
    const label = offered.find((entry) => /^dm_worker\d+/.test(entry));
    assert.ok(label !== undefined, `a whole worker line is offered: ${offered.join(' | ')}`);
    await driver.screenshot('completion');
    await driver.page.keyboard.type('dm_worker3');
    await driver.page.keyboard.press('Enter');
    const line = await newWorker(/ server_id=\d+ /);
    assert.doesNotMatch(line, /server_id=10[12] /);
    assert.match(line, /mysql_password=''/);
    await driver.page.keyboard.press('Escape');
  });

  it('reports a server_id that is taken, with the other line, and the light bulb frees it', async () => {
    const line = await newWorker(/ server_id=\d+ /);
    const id = /server_id=(\d+)/.exec(line)?.[1] ?? '';
    const end = line.indexOf(`server_id=${id}`) + `server_id=${id}`.length + 1;
    // Typed over by hand: the id of the first worker.
    await driver.editor.goTo(10, end);
    for (let digit = 0; digit < id.length; digit++) {
      await driver.page.keyboard.press('Backspace');
    }
    await driver.page.keyboard.type('101');
    await driver.page.keyboard.press('Escape');
    await newWorker(/ server_id=101 /);
    await driver.problems.waitFor('101');
    const rows = (await driver.problems.rows()).join('\n');
    assert.match(rows, /server_id 101/);
    await driver.screenshot('duplicate-server-id');
    await driver.editor.goTo(10, end);
    await driver.page.keyboard.press('Control+.');
    const fix = driver.page
      .locator('.action-widget .monaco-list-row')
      .filter({ hasText: 'Set server_id to' })
      .first();
    await fix.waitFor();
    await driver.screenshot('light-bulb');
    // The first fix is focused; a click is taken by the guard that VS Code lays over its menus.
    await driver.page.keyboard.press('Enter');
    const fixed = await newWorker(/ server_id=(?!101 )\d+ /);
    assert.doesNotMatch(fixed, /server_id=10[12] /);
    await driver.screenshot('fixed-server-id');
  });

  /** The line of dm_worker3, once it matches. */
  async function newWorker(pattern: RegExp): Promise<string> {
    const lines = await waitUntil(
      `dm_worker3 matches ${String(pattern)}`,
      () => driver.editor.lines(),
      (shown) => shown.some((text) => text.startsWith('dm_worker3 ') && pattern.test(text)),
    );
    return lines.find((text) => text.startsWith('dm_worker3 ')) ?? '';
  }
});
