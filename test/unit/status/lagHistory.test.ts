import assert from 'node:assert/strict';
import type { ClusterStatus, SubtaskLag } from '../../../src/core/status/clusterStatus';
import { appendLags, type LagHistory } from '../../../src/core/status/lagHistory';
import { clusterOf, sample } from '../../support/clusters';
import { statusOf } from '../../support/statuses';

const cluster = clusterOf(sample);
const minute = 60_000;

const lag = (seconds?: number, bytes?: number, task = 'test'): SubtaskLag => ({
  task,
  seconds,
  bytes,
  files: undefined,
});

const sweep = (at: number, ...lags: readonly SubtaskLag[]): ClusterStatus =>
  statusOf(cluster, { at, instances: { dm_worker1: { lags } } });

const samplesOf = (history: LagHistory) =>
  history.get('dm-worker/dm_worker1')?.map(({ at, seconds, bytes }) => [at, seconds, bytes]);

const after = (...sweeps: readonly ClusterStatus[]): LagHistory =>
  sweeps.reduce(appendLags, new Map());

describe('history of lag', () => {
  it('keeps the worst lag of a worker’s subtasks, each unit by itself', () => {
    const history = after(sweep(minute, lag(3, 10), lag(undefined, 500, 'other')));
    assert.deepEqual(samplesOf(history), [[minute, 3, 500]]);
    assert.deepEqual([...history.keys()], ['dm-worker/dm_worker1']);
  });
  it('keeps nothing where nothing is known', () => {
    assert.equal(after(sweep(minute), sweep(2 * minute, lag())).size, 0);
  });
  it('keeps one sample of sweeps that follow closely, the worst', () => {
    const history = after(
      sweep(minute, lag(3, 1)),
      sweep(minute + 1000, lag(9)),
      sweep(minute + 2000, lag(4, 7)),
      sweep(minute + 30_000, lag(1)),
    );
    assert.deepEqual(samplesOf(history), [
      [minute + 2000, 9, 7],
      [minute + 30_000, 1, undefined],
    ]);
  });
  it('forgets what is older than an hour, and workers that are gone', () => {
    const history = after(sweep(0, lag(1)), sweep(30 * minute, lag(2)), sweep(60 * minute, lag(3)));
    assert.deepEqual(samplesOf(history), [
      [30 * minute, 2, undefined],
      [60 * minute, 3, undefined],
    ]);
    assert.equal(after(sweep(0, lag(1)), sweep(60 * minute)).size, 0);
    const none = { ...sweep(minute), instances: new Map() };
    assert.equal(appendLags(history, none).size, 0);
  });
  it('forgets the future when the clock was set back', () => {
    const history = after(sweep(90 * minute, lag(1)), sweep(5 * minute, lag(2)));
    assert.deepEqual(samplesOf(history), [[5 * minute, 2, undefined]]);
  });
  it('holds 120 samples of a worker, however often it is asked', () => {
    let history: LagHistory = new Map();
    for (let at = 0; at < 3 * 60 * minute; at += 1000) {
      history = appendLags(history, sweep(at, lag(1)));
    }
    assert.equal(samplesOf(history)?.length, 120);
  });
});
