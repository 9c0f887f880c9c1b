import assert from 'node:assert/strict';
import fc from 'fast-check';
import { unifiedDiff } from '../../../src/core/text/unifiedDiff';

const ten = Array.from({ length: 10 }, (_, index) => `line ${index}\n`);

/** `expected` is the diff without its two header lines. */
function check(before: string, after: string, expected: string): void {
  assert.equal(unifiedDiff('f', before, after).split('\n').slice(2).join('\n'), expected);
}

/** What `patch` makes of a text whose lines all have an end. */
function patched(before: string, diff: string): string {
  const old = before.split('\n').slice(0, -1);
  const result: string[] = [];
  let at = 0;
  for (const line of diff.split('\n').slice(2, -1)) {
    const hunk = /^@@ -(\d+)(?:,(\d+))? /.exec(line);
    if (hunk !== null) {
      const start = Number(hunk[1]) - (hunk[2] === '0' ? 0 : 1);
      result.push(...old.slice(at, start));
      at = start;
      continue;
    }
    if (line.startsWith('+')) result.push(line.slice(1));
    else assert.equal(old[at++], line.slice(1));
    if (line.startsWith(' ')) result.push(line.slice(1));
  }
  return [...result, ...old.slice(at), ''].join('\n');
}

describe('unifiedDiff', () => {
  it('is empty where nothing changes', () => {
    assert.equal(unifiedDiff('f', 'a\n', 'a\n'), '');
  });

  it('shows three lines around a change', () => {
    const after = ten.with(5, 'changed\n').join('');
    check(
      ten.join(''),
      after,
      '@@ -3,7 +3,7 @@\n line 2\n line 3\n line 4\n-line 5\n+changed\n line 6\n line 7\n line 8\n',
    );
  });

  it('shows what is added to an empty file, and taken from the end', () => {
    check('', 'a\nb\n', '@@ -0,0 +1,2 @@\n+a\n+b\n');
    check('a\nb\n', 'a\n', '@@ -1,2 +1 @@\n a\n-b\n');
  });

  it('says that the last line has no end', () => {
    check('a', 'a\n', '@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n');
  });

  it('shows changes far apart in hunks of their own', () => {
    const lines = Array.from({ length: 40 }, (_, index) => `${index}\n`);
    const after = lines.with(3, 'x\n').with(30, 'y\n').join('');
    assert.equal(unifiedDiff('f', lines.join(''), after).match(/^@@/gm)?.length, 2);
  });

  it('makes the new text of the old one, wherever it is applied', () => {
    const line = fc.constantFrom('a\n', 'b\n', 'c\n', 'd\n', '\n');
    const text = fc.array(line, { maxLength: 30 }).map((lines) => lines.join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const diff = unifiedDiff('f', before, after);
        if (diff === '') return;
        assert.equal(patched(before, diff), after, diff);
      }),
    );
  });
});
