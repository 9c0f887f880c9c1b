import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { commandLine } from '../../../src/core/ansible/shellWords';

/** What a real POSIX shell makes of the line: its words, as it would hand them to a program. */
function readBySh(line: string): readonly string[] {
  const script = `set -- ${line}\nfor word do printf '%s\\0' "$word"; done`;
  return execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
}

// A NUL can not be in an argument at all.
const argument = fc
  .oneof(
    fc.string({ unit: 'binary' }),
    fc.string(),
    fc.string({ unit: fc.constantFrom("'", '"', '\\', '$', '`', '\n', ' ', '*', '~', '!', '-') }),
  )
  .filter((text) => !text.includes('\0') && Buffer.from(text).toString() === text);

describe('commandLine', () => {
  it('leaves what needs no quotes as the manual writes it', () => {
    const line = 'ansible-playbook -i hosts.ini rolling_update.yml --tags=dm-worker -l dm_worker1';
    assert.equal(commandLine(line.split(' ')), line);
  });

  it('quotes the empty argument', () => {
    assert.equal(commandLine(['a', '']), "a ''");
    assert.deepEqual(readBySh(commandLine(['a', ''])), ['a', '']);
  });

  it('quotes so that sh reads the same arguments', () => {
    fc.assert(
      fc.property(fc.array(fc.array(argument, { maxLength: 6 }), { maxLength: 12 }), (lists) => {
        const all = lists.flat();
        assert.deepEqual(readBySh(commandLine(all)), all);
      }),
      { numRuns: 80 },
    );
  });
});
