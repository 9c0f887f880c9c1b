import assert from 'node:assert/strict';
import { systemClock } from '../../../src/node/systemClock';

describe('systemClock', () => {
  it('tells the time', () => {
    const before = Date.now();
    const now = systemClock.now();
    assert.ok(now >= before && now <= Date.now());
  });
  it('wakes up at once when it is told to, before and meanwhile', async () => {
    await systemClock.sleep(1_000_000, AbortSignal.abort());
    const stop = new AbortController();
    const slept = systemClock.sleep(1_000_000, stop.signal);
    stop.abort();
    await slept;
  });
  it('wakes up by itself', async () => {
    await systemClock.sleep(1);
  });
});
