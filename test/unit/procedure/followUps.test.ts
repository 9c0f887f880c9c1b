import assert from 'node:assert/strict';
import { followUpCommand } from '../../../src/core/procedure/followUp';
import {
  foundFollowUps,
  plannedFollowUps,
  runFollowUps,
} from '../../../src/core/procedure/view/runFollowUps';
import { drive, stateOf } from '../../support/driving';
import { forgetful, locked } from '../../support/followedUp';

const refresh = { procedure: 'refresh-worker-tasks', parameters: {} } as const;
const handle = { procedure: 'handle-ddl-lock', parameters: { lock: 'orders-`a`.`b`' } } as const;

describe('what a run suggests to do next', () => {
  it('is what its looks have found, and its checks', async () => {
    for (const [run, expected] of [
      [forgetful(), refresh],
      [locked(), handle],
    ] as const) {
      assert.deepEqual(runFollowUps(stateOf(run)), []);
      const end = await drive(run);
      assert.deepEqual(runFollowUps(end), [expected]);
      assert.deepEqual(runFollowUps(stateOf(run)), [expected]);
    }
  });

  it('is told apart: what was so before may be no more', async () => {
    const [found, planned] = [await drive(forgetful()), await drive(locked())];
    assert.deepEqual([foundFollowUps(found), plannedFollowUps(found)], [[refresh], []]);
    assert.deepEqual([foundFollowUps(planned), plannedFollowUps(planned)], [[], [handle]]);
  });

  it('is a line for a shell', () => {
    assert.equal(
      followUpCommand(handle, '/d/my inventory.ini'),
      "dm-cluster run handle-ddl-lock -i '/d/my inventory.ini' -p 'lock=orders-`a`.`b`'",
    );
  });
});
