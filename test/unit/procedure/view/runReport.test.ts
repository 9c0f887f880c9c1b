import assert from 'node:assert/strict';
import { runReport } from '../../../../src/core/procedure/view/runReport';
import { decide, drive } from '../../../support/driving';
import { answers, dmctlSays, filesBefore, planOfEveryKind } from '../../../support/everyKind';
import { fakeRun } from '../../../support/fakeRun';
import { allWorkers, planFor } from '../../../support/plansFor';
import { result, started, task } from '../../../support/plays';
import { plainTime, viewOf } from '../../../support/runViews';

describe('the report of a run', () => {
  it('says who ran what when, and how each step ended', async () => {
    const run = fakeRun(
      planOfEveryKind(),
      {},
      { files: filesBefore, dmctl: dmctlSays, hasTerminal: true },
    );
    await drive(run);
    await decide(run, 'confirm switch', { answers });
    await drive(run);
    const text = runReport(viewOf(run), plainTime);
    const order = [
      '# Everything',
      '- Started by tidb at T+0.',
      '- State: done',
      '- Left to you: Fence the old machine.',
      '1. Back up',
      '       cp -r resources old',
      '   - done · T+',
      '-dm_version = v1.0.7',
      '+dm_version = v1.0.8',
      '   - dm_worker1: ok',
      '   - Point the virtual IP at the new primary.',
      `   - gtid_executed: \`${answers.gtid_executed}\``,
    ].map((words) => text.indexOf(words));
    assert.ok(
      order.every((place) => place >= 0),
      text,
    );
    assert.deepEqual(
      order,
      order.toSorted((a, b) => a - b),
      text,
    );
  });

  it('masks what a host says of a password', async () => {
    const plan = planFor('restart-worker', allWorkers, { method: 'stop-start' });
    const msg = 'rendered mysql_password="VjX8cEeTX+qcvZ3bPaO4h0C80pe/1aU="';
    const run = fakeRun(plan, {
      stop: {
        exitCode: 2,
        events: [started, task('1'), result('failed', 'dm_worker1', '1', { msg })],
      },
    });
    await drive(run);
    const text = runReport(viewOf(run), plainTime);
    assert.match(text, /failed at: Stop the services/);
    assert.match(text, /mysql_password=\*\*\*/);
    assert.doesNotMatch(text, /VjX8/);
  });
});
