import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createLineSplitter } from '../../../src/core/text/lineSplitter';

/** Lines that come out of a text that goes in in pieces of the given sizes. */
function split(text: string, sizes: readonly number[]): readonly string[] {
  const lines: string[] = [];
  const add = createLineSplitter((line) => lines.push(line));
  let rest: Uint8Array = new TextEncoder().encode(text);
  for (const size of sizes) {
    add(rest.subarray(0, size));
    rest = rest.subarray(size);
  }
  add(rest);
  return lines;
}

describe('createLineSplitter', () => {
  it('keeps a line that has no end yet', () => {
    assert.deepEqual(split('a\nb\nc', []), ['a', 'b']);
  });

  it('puts together what was torn, in the middle of a character too', () => {
    const text = '中控机\n😀\n';
    fc.assert(
      fc.property(fc.array(fc.nat(5)), (sizes) => {
        assert.deepEqual(split(text, sizes), ['中控机', '😀']);
      }),
    );
  });

  it('passes on the lines of any text cut anyhow', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.nat(9)), (text, sizes) => {
        assert.deepEqual(split(text, sizes), text.split('\n').slice(0, -1));
      }),
    );
  });
});
