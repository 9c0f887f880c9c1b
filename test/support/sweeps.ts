import assert from 'node:assert/strict';
import type { ClusterStatus, InstanceStatus } from '../../src/core/status/clusterStatus';
import { takeStatus } from '../../src/core/status/takeStatus';
import { clusterOf, sample } from './clusters';
import { fakeClock } from './fakeClock';
import type { FakeWorld } from './fakeWorld';

interface SweepParts {
  readonly inventory?: string;
  readonly previous?: ClusterStatus;
  readonly at?: number;
  readonly signal?: AbortSignal;
}

/** One look at the sample cluster, or at that of another inventory. */
export function sweep(world: FakeWorld, parts: SweepParts = {}): Promise<ClusterStatus> {
  return takeStatus(
    clusterOf(parts.inventory ?? sample),
    { machine: world, path: '/ws/dm' },
    {
      clock: fakeClock(parts.at),
      signal: parts.signal ?? new AbortController().signal,
      previous: parts.previous,
    },
  );
}

export function instanceOf(status: ClusterStatus, alias: string): InstanceStatus {
  const found = [...status.instances.values()].find((instance) => instance.alias === alias);
  assert.ok(found, alias);
  return found;
}
