import assert from 'node:assert/strict';
import type { InstanceState } from '../../../src/core/status/clusterStatus';
import { stateSince } from '../../../src/core/status/stateSince';
import { clusterOf, sample } from '../../support/clusters';
import { statusOf } from '../../support/statuses';

const cluster = clusterOf(sample);
const key = 'dm-worker/dm_worker1';

describe('stateSince', () => {
  const check = (states: readonly InstanceState[], expected: number | undefined): void => {
    let since: ReadonlyMap<string, number> = new Map();
    let previous: ReturnType<typeof statusOf> | undefined;
    for (const [index, state] of states.entries()) {
      const status = statusOf(cluster, { at: index * 10, instances: { dm_worker1: { state } } });
      since = stateSince(since, previous, status);
      previous = status;
    }
    assert.equal(since.get(key), expected, states.join(', '));
  };

  it('is the look that found the change', () => {
    check(['up', 'down'], 10);
    check(['up', 'down', 'down', 'down'], 10);
    check(['up', 'down', 'up'], 20);
    check(['down', 'starting', 'up', 'up'], 20);
  });

  it('is not known of what was so at the first look, or while nobody could tell', () => {
    check(['down'], undefined);
    check(['down', 'down'], undefined);
    check(['up', 'unknown', 'down'], undefined);
    check(['up', 'unknown'], 10);
  });
});
