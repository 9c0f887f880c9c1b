import assert from 'node:assert/strict';
import {
  type LockHolder,
  lockedSentence,
  parseLock,
} from '../../../../src/core/procedure/run/lock';

const holder: LockHolder = {
  version: 1,
  run: 'r1',
  title: 'Stop dm_worker1',
  user: 'tidb',
  computer: 'desk',
  since: Date.UTC(2026, 10, 22, 8, 30),
};

describe('parseLock', () => {
  it('reads what was written', () => {
    assert.deepEqual(parseLock(JSON.stringify(holder)), holder);
  });
  for (const text of ['', '{"run":"r1"', 'null', '7', '[]', '{"run":1}', '{"run":"r1"}', 'tidb']) {
    it(`does not read ${JSON.stringify(text)}`, () => {
      assert.equal(parseLock(text), undefined);
    });
  }
});

describe('lockedSentence', () => {
  it('says what, who, where and since when', () => {
    const sentence = lockedSentence(holder);
    for (const words of ['"Stop dm_worker1"', 'tidb', 'desk', '2026', '8:30']) {
      assert.ok(sentence.includes(words), sentence);
    }
  });
});
