import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import type { ShowMessage } from '../../src/core/topology/pageMessages';
import { topologyTexts } from '../../src/vscode/topology/topologyTexts';
import { inventoryOf, sampleTopology } from '../support/topologies';
import { type Driver, openDriver, photographFailures } from './driver';
import { waitUntil } from './driver/waitUntil';

const themes = [
  ['light', 'Default Light Modern'],
  ['dark', 'Default Dark Modern'],
  ['contrast', 'Default High Contrast'],
] as const;

// The page as it is in the workbench, in its own frame and under its own policy. Its inventories are
// real files; what runs is made up and sent to the page as the extension sends it: 200 workers with
// their tasks, some down, some unknown, would take the sandbox minutes. Nobody looks by himself.
for (const workers of [3, 200]) {
  describe(`the topology of ${workers} workers`, () => {
    let folder: string;
    let driver: Driver;
    const violations: string[] = [];

    before(async () => {
      folder = mkdtempSync(path.join(tmpdir(), 'dm-topology-'));
      writeFileSync(path.join(folder, 'inventory.ini'), inventoryOf(workers));
      driver = await openDriver(folder, { settings: { 'dmCluster.status.interval': 0 } });
      driver.page.on('console', (message) => {
        const text = message.text();
        if (
          /Content Security Policy|Refused to/.test(text) &&
          /topology|webview/i.test(text + message.location().url)
        )
          violations.push(text);
      });
      await driver.views.open('DM Cluster');
      await (await driver.views.row('orders')).inlineAction('Show Topology');
      await driver.webview.locator('[data-node="downstream"]').waitFor({ state: 'attached' });
      await driver.page.mouse.move(700, 790); // away from the icon's tooltip
    });
    after(async () => {
      await driver.close();
      rmSync(folder, { recursive: true });
    });
    photographFailures(() => driver);

    const frame = async (): Promise<Frame> => {
      const handle = await driver.webview.locator('body').elementHandle();
      const owner = await handle.ownerFrame();
      assert.ok(owner);
      return owner;
    };
    const send = async (topology: ShowMessage['topology']): Promise<void> => {
      const message: ShowMessage = {
        kind: 'show',
        topology,
        texts: topologyTexts(),
        inventory: `file://${folder}/inventory.ini`,
      };
      await (await frame()).evaluate(`window.postMessage(${JSON.stringify(message)}, '*')`);
    };
    const now = (): ShowMessage['topology'] => sampleTopology(workers, Date.now());
    const node = (id: string) => driver.webview.locator(`[data-node="${id}"]`);

    it('says that nothing is known before anybody has looked', async () => {
      const age = await driver.webview.locator('#age').innerText();
      assert.match(age, /known/);
      await driver.screenshot(`topology-${workers}-unknown`);
    });

    for (const [name, theme] of themes) {
      it(`can be read in ${name}`, async () => {
        mkdirSync(path.join(folder, '.vscode'), { recursive: true });
        const settings = { 'workbench.colorTheme': theme };
        writeFileSync(path.join(folder, '.vscode/settings.json'), JSON.stringify(settings));
        const kind = {
          light: 'vscode-light',
          dark: 'vscode-dark',
          contrast: 'vscode-high-contrast',
        };
        await driver.webview.locator(`body.${kind[name]}`).waitFor();
        await send(now());
        await node('dm-worker/dm_worker2').and(driver.webview.locator('.down')).waitFor();
        await driver.screenshot(`topology-${workers}-${name}`);
      });
    }

    it('moves with the arrow keys, and keeps its focus when news come', async () => {
      await node('dm-worker/dm_worker2').focus();
      const focused = async (): Promise<string | null> =>
        (await frame()).evaluate(`document.activeElement?.getAttribute('data-node') ?? null`);
      assert.equal(await focused(), 'dm-worker/dm_worker2');
      const step = workers > 12 ? 'ArrowRight' : 'ArrowDown';
      await driver.page.keyboard.press(step);
      assert.equal(await focused(), 'dm-worker/dm_worker3');
      await node('dm-worker/dm_worker3').evaluate((element) => {
        Object.assign(element, { isTheSame: true });
      });
      await send(now());
      assert.equal(await focused(), 'dm-worker/dm_worker3');
      const isTheSame = await node('dm-worker/dm_worker3').evaluate(
        (element) => 'isTheSame' in element,
      );
      assert.ok(isTheSame, 'the element stays when its texts change');
      await driver.screenshot(`topology-${workers}-focus`);
    });

    it('fits into the window at a key, and filters as one types', async () => {
      await node('dm-worker/dm_worker3').focus();
      await driver.page.keyboard.press('0');
      await driver.screenshot(`topology-${workers}-fit`);
      await node('dm-worker/dm_worker3').focus();
      await driver.page.keyboard.type('dm_worker3');
      const shown = driver.webview.locator('.node.worker');
      const expected = workers > 3 ? 11 : 1;
      await waitUntil(
        'the filter',
        () => shown.count(),
        (count) => count === expected,
      );
      await driver.screenshot(`topology-${workers}-filter`);
      await driver.page.keyboard.press('Escape');
      await waitUntil(
        'no filter',
        () => shown.count(),
        (count) => count === workers,
      );
    });

    it('opens the inventory at the instance, beside itself', async () => {
      await node('dm-worker/dm_worker2').focus();
      await driver.page.keyboard.press('Enter');
      await driver.editor.waitForLine('dm_worker2');
      assert.ok(await driver.webview.locator('#picture').isVisible());
      await driver.screenshot(`topology-${workers}-beside`);
    });

    it('runs and loads nothing that its policy forbids', () => {
      assert.deepEqual(violations, []);
    });
  });
}
