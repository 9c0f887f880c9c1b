import assert from 'node:assert/strict';
import { ExpectedError } from '../../../../src/core/errors/expectedError';
import { driveRun } from '../../../../src/core/procedure/run/engine';
import { never, silent, stateOf } from '../../../support/driving';
import { fakeRun } from '../../../support/fakeRun';
import { planFor, worker1 } from '../../../support/plansFor';

const plan = planFor('restart-worker', worker1, { method: 'stop-start' });

describe('signs of life of a run that waits', () => {
  it('are given again when one could not be given, and the wait goes on', async () => {
    let isUp = false;
    const run = fakeRun(plan, {}, { listens: () => isUp });
    let tries = 0;
    const directory = {
      ...run.ports.directory,
      giveSign: (at: number) => {
        tries += 1;
        if (tries < 3) return Promise.reject(new ExpectedError('connection-lost', 'It is gone.'));
        isUp = true;
        return run.ports.directory.giveSign(at);
      },
    };
    const state = await driveRun(stateOf(run), { ...run.ports, directory }, silent, {
      cancel: never(),
      detach: never(),
    });
    assert.equal(state.end?.outcome, 'succeeded');
    assert.equal(tries, 3);
  });
});
