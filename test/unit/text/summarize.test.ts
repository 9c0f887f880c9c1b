import assert from 'node:assert/strict';
import { summarize } from '../../../src/core/text/summarize';

describe('summarize', () => {
  for (const [names, expected] of [
    [[], ''],
    [['a'], 'a'],
    [['a', 'b', 'c', 'd', 'e'], 'a, b, c, d, e'],
    [['a', 'b', 'c', 'd', 'e', 'f'], 'a, b, c, d, e and 1 more'],
  ] as const) {
    it(`makes "${expected}" of ${names.length}`, () => {
      assert.equal(summarize(names), expected);
    });
  }
});
