import assert from 'node:assert/strict';
import type { LagSample } from '../../../src/core/status/lagHistory';
import { lagText, secondsText } from '../../../src/core/topology/lagText';
import { sparklineOf, sparkSpan } from '../../../src/core/topology/sparkline';

const now = 10 * sparkSpan;
const minute = 60_000;
const sample = (ago: number, seconds: number | undefined, bytes?: number): LagSample => ({
  at: now - ago * minute,
  seconds,
  bytes,
});

describe('sparklineOf', () => {
  it('keeps the greatest lag of each minute, oldest first', () => {
    const spark = sparklineOf([sample(59.5, 3), sample(0.6, 4), sample(0.5, 9), sample(0, 5)], now);
    assert.equal(spark?.values.length, 60);
    assert.equal(spark.values[0], 3);
    assert.equal(spark.values[59], 9);
    assert.equal(spark.values[30], null);
    assert.equal(spark.most, 'max 9 s');
  });

  it('forgets what is older than an hour, and what is not yet', () => {
    assert.equal(sparklineOf([sample(61, 3), sample(-1, 3)], now), undefined);
    assert.equal(sparklineOf([], now), undefined);
    assert.equal(sparklineOf([sample(1, undefined)], now), undefined);
  });

  it('is in bytes where no sample has seconds', () => {
    const bytes = sparklineOf([sample(1, undefined, 1536)], now);
    assert.equal(bytes?.most, 'max 1.5 KiB');
    const seconds = sparklineOf([sample(2, undefined, 1500), sample(1, 7, 99)], now);
    assert.equal(seconds?.most, 'max 7 s');
    assert.equal(seconds.values[58], null);
  });
});

describe('lagText', () => {
  it('prefers time, then bytes, then files', () => {
    assert.equal(lagText({ seconds: 3, bytes: 4, files: 0 }), '3 s');
    assert.equal(lagText({ seconds: undefined, bytes: 4, files: 0 }), '4 B');
    assert.equal(lagText({ seconds: undefined, bytes: undefined, files: 1 }), '1 binlog file');
    assert.equal(lagText({ seconds: undefined, bytes: undefined, files: 3 }), '3 binlog files');
    assert.equal(lagText({ seconds: undefined, bytes: undefined, files: undefined }), '');
  });

  it('uses the unit that stays short', () => {
    assert.deepEqual([0, 119, 120, 7199, 7200].map(secondsText), [
      '0 s',
      '119 s',
      '2 min',
      '120 min',
      '2 h',
    ]);
  });
});
