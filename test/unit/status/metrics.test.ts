import assert from 'node:assert/strict';
import { assert as check, property, string } from 'fast-check';
import { readMetrics } from '../../../src/core/status/metrics';

const read = (text: string) =>
  readMetrics(text, new Set(['lag', 'pos'])).map(({ name, labels, value }) => [
    name,
    labels,
    value,
  ]);

describe('metrics', () => {
  const lines: readonly (readonly [string, readonly unknown[]])[] = [
    ['lag 1', ['lag', {}, 1]],
    ['lag\t1.5e+09', ['lag', {}, 1.5e9]],
    ['lag -0.25 1600000000000', ['lag', {}, -0.25]],
    ['lag{task="a"} 3', ['lag', { task: 'a' }, 3]],
    ['lag{node="master",task="a"} 3', ['lag', { node: 'master', task: 'a' }, 3]],
    ['lag{ task = "a" , node="b", } 3 7', ['lag', { task: 'a', node: 'b' }, 3]],
    ['lag{task="say \\"hi\\" \\\\ \\n,} 4"} 3', ['lag', { task: 'say "hi" \\ \n,} 4' }, 3]],
    ['lag{task="中文"} 3', ['lag', { task: '中文' }, 3]],
    ['pos{} 154', ['pos', {}, 154]],
    ['lag{task="a"} 3\r', ['lag', { task: 'a' }, 3]],
  ];
  for (const [line, expected] of lines) {
    it(`reads ${line}`, () => {
      assert.deepEqual(read(`# HELP lag x\n${line}\n`), [expected]);
    });
  }

  const passedOver: readonly string[] = [
    ...['', '# TYPE lag gauge', '#lag 1', 'lag', 'lag ', 'lag NaN', 'lag +Inf', 'lag 0x10'],
    ...['lag one', 'lag 1 2 3', 'lag{task="a} 3', 'lag{task=a} 3', 'laggard 1', 'other{a="b"} 1'],
  ];
  for (const line of passedOver) {
    it(`passes over ${JSON.stringify(line)}`, () => {
      assert.deepEqual(read(`${line}\npos 2\n`), [['pos', {}, 2]]);
    });
  }

  it('does not take a torn last line for a value', () => {
    assert.deepEqual(read('lag 1\npos 12'), [['lag', {}, 1]]);
  });
  it('reads whatever it is given', () => {
    check(
      property(string({ unit: 'grapheme' }), string(), (one, other) => {
        assert.ok(read(`lag{${one}${other}\nlag ${one}\npos 1\n`).length >= 1);
      }),
    );
  });
  it('finds the few among very many', () => {
    const bulk = 'go_memstats_alloc_bytes{le="0.005",task="a",type="query"} 1.234567e+06\n';
    const text = `${bulk.repeat(50_000)}lag{task="a"} 3\n${bulk.repeat(50_000)}`;
    assert.deepEqual(read(text), [['lag', { task: 'a' }, 3]]);
  });
});
