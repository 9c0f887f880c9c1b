import assert from 'node:assert/strict';
import { ExpectedError } from '../../../../src/core/errors/expectedError';
import { checkVersions } from '../../../../src/core/procedure/planning/versionPreflight';
import { clusterOf, sample } from '../../../support/clusters';
import { never } from '../../../support/driving';
import { fakeMachine } from '../../../support/fakeMachine';
import { allWorkers, planFor, wholeCluster } from '../../../support/plansFor';
import { statusOf } from '../../../support/statuses';

const rolling = planFor('rolling-update', allWorkers);

interface Found {
  readonly binary?: string;
  readonly running?: readonly [string, string];
  readonly wanted?: string;
}

async function check(
  { binary, running, wanted }: Found,
  expected: 'pass' | 'warn',
  says: RegExp,
  plan = rolling,
): Promise<void> {
  const answer =
    binary === undefined
      ? new ExpectedError('command-failed', 'EACCES')
      : { stdout: `Release Version: ${binary}\nGit Commit Hash: 1\n` };
  const machine = fakeMachine({
    commands: { './resources/bin/dm-worker -V': answer, './resources/bin/dm-master -V': answer },
  });
  const [first, second] = running ?? [];
  const status = statusOf(clusterOf(sample), {
    instances: { dm_worker1: { version: first }, dm_worker2: { version: second } },
  });
  const [found, ...more] = await checkVersions(plan, { status, wanted }, machine, never());
  assert.deepEqual(more, []);
  assert.equal(found?.status, expected, found?.sentence);
  assert.match(found.sentence, says);
}

describe('checkVersions', () => {
  const same = { binary: 'v1.0.7', running: ['v1.0.7', 'v1.0.7'], wanted: 'v1.0.7' } as const;

  it('shows what would be copied beside what runs', () =>
    check(
      same,
      'pass',
      /^resources\/bin holds dm-worker v1\.0\.7; running: v1\.0\.7 \(dm_worker1, dm_worker2\); dm_version: v1\.0\.7\.$/,
    ));

  it('warns where they differ, for then it is an upgrade', async () => {
    await check(
      { ...same, binary: 'v1.0.8' },
      'warn',
      /holds dm-worker v1\.0\.8; running: v1\.0\.7/,
    );
    await check(
      { ...same, running: ['v1.0.6', 'v1.0.7'] },
      'warn',
      /v1\.0\.6 \(dm_worker1\), v1\.0\.7 \(dm_worker2\)/,
    );
    await check({ ...same, wanted: 'v1.0.8' }, 'warn', /dm_version: v1\.0\.8\. What resources/);
  });

  it('warns of a binary that tells no version', () =>
    check({ running: ['v1.0.7', 'v1.0.7'] }, 'warn', /holds dm-worker \?/));

  it('compares a nightly build with no name', () =>
    check({ ...same, wanted: 'latest' }, 'pass', /latest/));

  it('says of an upgrade what its copy holds', async () => {
    const upgrade = planFor('upgrade', wholeCluster, { parameters: { version: 'v1.0.8' } });
    await check({ ...same, binary: 'v1.0.8' }, 'warn', /copy that is kept is named/, upgrade);
  });

  it('asks nothing where nothing is copied', async () => {
    const known = { status: undefined, wanted: 'v1.0.7' };
    const parts: Parameters<typeof planFor>[2] = { method: 'stop-start' };
    for (const plan of [
      planFor('restart-worker', allWorkers, parts),
      planFor('rolling-update', { kind: 'component', component: 'grafana' }),
    ]) {
      assert.deepEqual(await checkVersions(plan, known, fakeMachine({}), never()), []);
    }
  });
});
