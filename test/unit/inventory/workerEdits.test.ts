import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addHostLike } from '../../../src/core/inventory/edits/addHostLike';
import { applyEdits } from '../../../src/core/inventory/edits/applyEdits';
import { removeLine } from '../../../src/core/inventory/edits/removeLine';
import { replaceHostLine } from '../../../src/core/inventory/edits/replaceHostLine';
import { parseInventory } from '../../../src/core/inventory/parseInventory';
import type { Value } from '../../../src/core/inventory/value';

const text = (value: string): Value => ({ kind: 'string', value });
const int = (digits: string): Value => ({ kind: 'int', digits });

function added(before: string, variables: Readonly<Record<string, Value>>): string {
  const edits = addHostLike(parseInventory(before), 'w', 'w3', new Map(Object.entries(variables)));
  return applyEdits(before, edits);
}

describe('a host that is added like the last one', () => {
  it('has its order, gaps, quotes, indentation and blank lines', () => {
    const before = `[w]\n  w1 a=1\n\n  w2   s="x"\tp='y' n=2  z=3 # last\n\n[v]\nv1\n`;
    assert.equal(
      added(before, { n: int('7'), p: text('q'), s: text('r'), more: text('m n') }),
      before.replace('# last\n', `# last\n\n  w3   s="r"\tp='q' n=7 more='m n'\n`),
    );
  });

  it('quotes what the other’s quotes can not hold', () => {
    const before = `[w]\nw2 s="x" p='y'\n`;
    assert.equal(
      added(before, { s: text('a"b'), p: text("it's") }),
      `${before}w3 s='a"b' p="it's"\n`,
    );
    assert.equal(added(before, { s: text('101'), p: text('') }), `${before}w3 s="'101'" p=''\n`);
  });

  it('is the first of its group, of a file without an end, of a missing group', () => {
    assert.equal(added('[w]\n', { a: int('1') }), '[w]\nw3 a=1\n');
    assert.equal(added('[w]\r\nw1 b=1', { a: int('1') }), '[w]\r\nw1 b=1\r\nw3 a=1');
    assert.equal(added('[v]\nv1\n', { a: int('1') }), '[v]\nv1\n\n[w]\nw3 a=1\n');
  });

  it('is read as it was meant, and no other byte is changed', () => {
    const value = fc.string({ unit: fc.constantFrom(...`ab19'"\\ #=/:,+-{`.split('')) });
    const quotes = fc.constantFrom('x', '"x"', "'x'", '""');
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), value),
        quotes,
        (values, q) => {
          const before = `[w]\nw1 a=${q} b=1\nw2  b=${q}   c=${q}\n[z]\n`;
          const wanted = Object.fromEntries(
            Object.entries(values).map(([name, each]) => [name, text(each)]),
          );
          const after = added(before, wanted);
          const [head = '', tail = ''] = before.split(/(?=\[z\])/);
          assert.ok(after.startsWith(head) && after.endsWith(tail));
          const host = parseInventory(after).hosts.get('w3');
          assert.deepEqual(
            Object.fromEntries(
              [...(host?.variables ?? [])].map(([name, each]) => [name, each.value]),
            ),
            wanted,
          );
        },
      ),
    );
  });
});

describe('a host line that is replaced', () => {
  const replaced = (before: string, line: number, old: 'above' | 'below'): string =>
    applyEdits(
      before,
      replaceHostLine(parseInventory(before), line, ['ansible_host', text('h9')], old),
    );

  it('keeps the old one as a comment below or above', () => {
    const before = '[w]\nw1  a=1 ansible_host=h1 b="2"\nw2\n';
    const line = 'w1  a=1 ansible_host=h9 b="2"';
    assert.equal(replaced(before, 1, 'below'), before.replace('w1  a', `${line}\n# w1  a`));
    assert.equal(
      replaced(before, 1, 'above'),
      before.replace('w1  a', '# w1  a').replace('"2"\n', `"2"\n${line}\n`),
    );
  });

  it('keeps indentation and line ends, also of a last line without one', () => {
    const before = '[w]\r\n\tw1 ansible_host=h1';
    const line = '\tw1 ansible_host=h9';
    assert.equal(replaced(before, 1, 'below'), `[w]\r\n${line}\r\n\t# w1 ansible_host=h1`);
    assert.equal(replaced(before, 1, 'above'), `[w]\r\n\t# w1 ansible_host=h1\r\n${line}`);
  });

  it('gets the variable where it has none', () => {
    assert.equal(replaced('[w]\nw1 a=1\n', 1, 'below'), '[w]\nw1 a=1 ansible_host=h9\n# w1 a=1\n');
  });
});

it('a line is removed with its end', () => {
  const before = '[w]\r\nw1\r\nw2\r\n';
  const line = parseInventory(before).lines[1] ?? assert.fail();
  assert.equal(applyEdits(before, [removeLine(line)]), '[w]\r\nw2\r\n');
});
