import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fitText, textWidth, wrapText } from '../../../src/core/topology/textWidth';

describe('texts in boxes', () => {
  it('are cut with an ellipsis only where they do not fit', () => {
    assert.equal(fitText('dm_worker1', 12, 200), 'dm_worker1');
    assert.match(fitText('mysql-replica-with-a-very-long-name', 12, 100), /^mysql-repl.*…$/);
  });

  it('never take more room than there is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.integer({ min: 12, max: 400 }),
        (text, room) => {
          assert.ok(textWidth(fitText(text, 12, room), 12) <= room);
          for (const line of wrapText(text, 12, room, 3))
            assert.ok(textWidth(line, 12) <= room + 13);
          assert.ok(wrapText(text, 12, room, 3).length <= 3);
        },
      ),
      // In pixels the sum of these is a little more or less, by the order in which they are added.
      { examples: [['⺀⺀⺀⺀nɐ', 69]] },
    );
  });

  it('are wrapped between words, and say all when there are lines enough', () => {
    const sentence = 'Its machine did not answer within 3 seconds: it may be off.';
    const lines = wrapText(sentence, 12, 200, 9);
    assert.ok(lines.length > 1);
    assert.equal(lines.join(' '), sentence);
    assert.deepEqual(wrapText('', 12, 200, 3), []);
  });

  it('are wrapped between Chinese characters, but not before what closes a sentence', () => {
    const sentence = '127.0.2.3:8262 拒绝连接：进程没有运行。请查看其日志，然后启动。';
    const lines = wrapText(sentence, 12, 200, 9);
    assert.equal(lines.join(''), sentence);
    assert.match(lines[0] ?? '', /^127\.0\.2\.3:8262 拒/);
    for (const line of lines) assert.doesNotMatch(line, /^[，。：]/);
  });

  it('are as wide in Chinese as they are high', () => {
    assert.ok(textWidth('中文', 10) >= 20);
  });
});
