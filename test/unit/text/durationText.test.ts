import assert from 'node:assert/strict';
import { durationText } from '../../../src/core/text/durationText';

describe('durationText', () => {
  it('is in the units that fit', () => {
    const expected = [
      [-5, '0.0 s'],
      [412, '0.4 s'],
      [12_300, '12 s'],
      [59_400, '59 s'],
      [192_000, '3 min 12 s'],
      [3_840_000, '1 h 4 min'],
    ] as const;
    for (const [milliseconds, text] of expected) assert.equal(durationText(milliseconds), text);
  });
});
