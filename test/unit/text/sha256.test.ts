import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { sha256 } from '../../../src/core/text/sha256';

const real = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

describe('sha256', () => {
  it('is that of Node, at every length around a block', () => {
    for (let length = 0; length < 200; length++) {
      const text = 'ä'.repeat(length % 3) + 'x'.repeat(length);
      assert.equal(sha256(text), real(text), String(length));
    }
  });
  it('is that of Node for every text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        assert.equal(sha256(text), real(text));
      }),
    );
  });
});
