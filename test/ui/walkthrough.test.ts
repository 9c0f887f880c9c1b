import assert from 'node:assert/strict';
import { type Sandbox, startSandbox } from '../sandbox/sandbox';
import { type Driver, openDriver, photographFailures } from './driver';

// The one walkthrough, as a person finds it, and what its buttons open.
describe('the walkthrough', () => {
  let sandbox: Sandbox;
  let driver: Driver;

  before(async () => {
    sandbox = await startSandbox({ name: 'ui-walkthrough' });
    driver = await openDriver(sandbox.directory);
  });
  after(async () => {
    await driver.close();
    await sandbox.dispose();
  });

  photographFailures(() => driver);

  it('leads from a deployment to a run', async () => {
    await driver.views.open('DM Cluster');
    await driver.views.row('test-cluster');
    await driver.quickInput.command('Welcome: Open Walkthrough...');
    await driver.quickInput.choose('Operate a DM cluster');
    const page = driver.page.locator('.gettingStartedContainer');
    const step = (title: string) => page.locator('.step-title', { hasText: title });
    for (const title of ['Open a deployment', 'Look at the cluster', 'Validate the inventory']) {
      await step(title).waitFor();
    }
    await step('Make a plan').click();
    await driver.screenshot('walkthrough');
    await page.locator('.monaco-button', { hasText: 'Start a Procedure' }).click();
    await driver.quickInput.waitForTitle('Start a Procedure');
    await driver.screenshot('procedures');
    const labels = await driver.quickInput.labels();
    assert.ok(labels.includes('Restart DM-workers'));
    await driver.quickInput.cancel();
  });
});
