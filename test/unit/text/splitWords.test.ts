import assert from 'node:assert/strict';
import fc from 'fast-check';
import { commandLine } from '../../../src/core/ansible/shellWords';
import { splitWords } from '../../../src/core/text/splitWords';

describe('splitWords', () => {
  const cases: readonly (readonly [string, readonly string[] | undefined])[] = [
    ['', []],
    ['  -C   -o ControlMaster=auto ', ['-C', '-o', 'ControlMaster=auto']],
    [
      `-o ProxyCommand="ssh -W %h:%p \\"jump host\\""`,
      ['-o', 'ProxyCommand=ssh -W %h:%p "jump host"'],
    ],
    [`'a b'c\\ d ''`, ['a bc d', '']],
    [`"a\\nb"`, ['a\\nb']],
    [`-o 'ProxyJump=x`, undefined],
    [`"`, undefined],
    ['a\\', undefined],
  ];
  for (const [line, words] of cases) {
    it(`reads ${line}`, () => {
      assert.deepEqual(splitWords(line), words);
    });
  }

  it('reads back what is quoted for a shell', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (words) => {
        assert.deepEqual(splitWords(commandLine(words)), words);
      }),
    );
  });
});
