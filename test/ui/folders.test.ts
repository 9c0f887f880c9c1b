import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Driver, openDriver, photographFailures } from './driver';
import { textsOf } from './driver/text';
import { waitUntil } from './driver/waitUntil';

const fixture = path.resolve(__dirname, '../fixtures/workspace/inventory.ini');

/** What the view says where there is no cluster: its words, and its buttons. */
function welcome({ page }: Driver) {
  const content = page.locator(
    '.sidebar .pane:has([aria-label^="DM Clusters"]) .welcome-view-content',
  );
  return {
    waitFor: (words: string) => content.filter({ hasText: words }).waitFor(),
    buttons: () => textsOf(content.locator('.monaco-button')),
  };
}

// The view "DM Clusters" before there is a cluster, and where there are several.
describe('the folders of a window', () => {
  let directory: string;
  let driver: Driver;
  const at = (...names: readonly string[]): string => path.join(directory, ...names);
  const inventory = readFileSync(fixture, 'utf8');
  const labels = (wanted: readonly string[]) =>
    waitUntil(
      `the tree shows ${wanted.join(', ')}`,
      () => driver.views.labels(),
      (shown) => wanted.every((label) => shown.includes(label)),
    );

  before(async () => {
    directory = mkdtempSync(path.join(tmpdir(), 'dm-folders-'));
    mkdirSync(at('north'));
    mkdirSync(at('south'));
    writeFileSync(
      at('two.code-workspace'),
      JSON.stringify({ folders: [{ path: 'north' }, { path: 'south' }] }),
    );
    // Nobody looks at what may run at the addresses of the fixture.
    const settings = { 'dmCluster.status.interval': 0 };
    driver = await openDriver(at('two.code-workspace'), { settings });
    await driver.views.open('DM Cluster');
  });
  after(async () => {
    await driver.close();
    rmSync(directory, { recursive: true });
  });
  photographFailures(() => driver);

  it('says what an inventory is where none was found, and what can be done', async () => {
    const { waitFor, buttons } = welcome(driver);
    await waitFor('no .ini file in it has a group of DM');
    await driver.screenshot('welcome-no-inventory');
    assert.deepEqual(await buttons(), ['Open Folder', 'Open a Deployment over SSH']);
  });

  it('shows the cluster of each folder by its name, as soon as there is an inventory', async () => {
    for (const name of ['north', 'south'])
      writeFileSync(
        at(name, 'inventory.ini'),
        inventory.replace('test-cluster', `${name}-cluster`),
      );
    await labels(['north-cluster', 'south-cluster']);
    const runs = await driver.views.runRow('south-cluster');
    assert.equal(await runs.description(), 'south');
    await driver.screenshot('two-folders');
  });

  it('shows what is wrong with an inventory in the place of its instances, and leads there', async () => {
    writeFileSync(
      at('north', 'inventory.ini'),
      `${inventory.replace('test-cluster', 'north-cluster')}[broken\n`,
    );
    const error = await driver.views.row(/^Ansible refuses this inventory/);
    await driver.screenshot('broken-inventory');
    const masters = (await driver.views.labels()).filter((label) => label === 'dm_master');
    assert.equal(masters.length, 1, 'of south alone');
    await error.click();
    await driver.editor.waitForLine('[broken');
    await driver.screenshot('broken-inventory-shown');
  });

  it('shows no cluster of a folder that is removed', async () => {
    await driver.quickInput.command('Workspaces: Remove Folder from Workspace...');
    // Not the first, or VS Code opens the window anew.
    await driver.quickInput.choose('south');
    await waitUntil(
      'the cluster of south is gone',
      () => driver.views.labels(),
      (shown) => !shown.includes('south-cluster') && shown.includes('north-cluster'),
    );
  });
});

describe('a window without a folder', () => {
  let driver: Driver;
  before(async () => {
    driver = await openDriver(undefined);
    await driver.views.open('DM Cluster');
  });
  after(async () => {
    await driver.close();
  });
  photographFailures(() => driver);

  it('says what to open', async () => {
    const { waitFor, buttons } = welcome(driver);
    await waitFor('Open the dm-ansible directory of a cluster');
    await driver.screenshot('welcome-no-folder');
    assert.deepEqual(await buttons(), ['Open Folder', 'Open a Deployment over SSH']);
  });
});
