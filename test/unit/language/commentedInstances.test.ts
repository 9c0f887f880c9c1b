import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseInventory } from '../../../src/core/inventory/parseInventory';
import { commentedInstances } from '../../../src/core/language/commentedInstances';

/** `expected` are the aliases found below the header of the workers. */
function check(lines: readonly string[], expected: readonly string[]): void {
  const text = ['[dm_worker_servers]', 'w0 a=1', ...lines, ''].join('\n');
  const found = commentedInstances(parseInventory(text));
  assert.deepEqual(
    found.map(({ alias }) => alias),
    expected,
  );
}

/** The text after the first restore. */
function restore(text: string): string {
  const [first] = commentedInstances(parseInventory(text));
  assert.ok(first, 'there is something to restore');
  const { span, newText } = first.restore;
  return text.slice(0, span.start) + newText + text.slice(span.end);
}

describe('commentedInstances', () => {
  for (const line of [
    '#w1 ansible_host=127.0.0.2',
    '# w1 ansible_host=127.0.0.2 source_id="mysql-1"',
    '; w1 ansible_host=127.0.0.2',
    '  # w1 ansible_host=127.0.0.2',
    '## w1 ansible_host=127.0.0.2',
    '#\tw1 ansible_host=127.0.0.2 # taken offline',
  ]) {
    it(`finds ${JSON.stringify(line)}`, () => {
      check([line], ['w1']);
    });
  }

  for (const line of [
    '# the workers of the north',
    '# w1',
    '# use w1, or set a=1',
    '# ansible_host=127.0.0.2',
    '# see http://wiki/?a=1',
    '#',
    '# w1 = dm_worker1 of the north',
    '# [dm_worker_servers]',
    '# "unbalanced a=1',
    '# ---- a=1 b',
  ]) {
    it(`takes ${JSON.stringify(line)} for prose`, () => {
      check([line], []);
    });
  }

  it('looks only below headers of DM groups', () => {
    const inventory = parseInventory(
      '# w1 a=1\n[other]\n# w2 a=1\n[dm_worker_servers:vars]\n# w3 a=1\n[grafana_servers]\n# g a=1\n',
    );
    assert.deepEqual(
      commentedInstances(inventory).map(({ alias, line }) => [alias, line]),
      [['g', 6]],
    );
  });

  it('restores by taking the sign away and nothing else', () => {
    const before = '[dm_worker_servers]\r\n\t# w1  a=1   # why\r\n; keep\r\n';
    assert.equal(restore(before), '[dm_worker_servers]\r\n\tw1  a=1   # why\r\n; keep\r\n');
  });

  it('restores what was commented out, byte for byte', () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9_-]{0,8}$/);
    const value = fc.stringMatching(/^[a-z0-9./-]{1,8}$/);
    const sign = fc.constantFrom('#', '# ', '; ', ';', '## ');
    const end = fc.constantFrom('\n', '\r\n', '');
    fc.assert(
      fc.property(name, value, sign, end, (alias, text, mark, lineEnd) => {
        const line = `${alias} source_id=${text}`;
        const around = [
          '[dm_worker_servers]\nw0 a=1\n',
          lineEnd === '' ? '' : '# prose\n',
        ] as const;
        const original = `${around[0]}${line}${lineEnd}${around[1]}`;
        assert.equal(restore(`${around[0]}${mark}${line}${lineEnd}${around[1]}`), original);
      }),
    );
  });
});
