import assert from 'node:assert/strict';
import { lineAt } from '../../../src/core/inventory/lineAt';
import { lineTokens } from '../../../src/core/inventory/lineTokens';
import { parseInventory } from '../../../src/core/inventory/parseInventory';

/** The tokens of the last line as `kind(text)`, white space and line ends left out. */
function check(text: string, expected: string): void {
  const line = parseInventory(text).lines.at(-1);
  const tokens = line === undefined ? [] : lineTokens(line);
  const shown = tokens
    .filter(({ kind }) => kind !== 'space' && kind !== 'lineEnd')
    .map((token) => `${token.kind}(${token.text})`);
  assert.equal(shown.join(' '), expected);
}

describe('lineTokens', () => {
  it('splits headers', () => {
    check('[web]', 'bracket([) groupName(web) bracket(])');
    check(
      ' [web:vars] # x\n',
      'bracket([) groupName(web) colon(:) sectionKind(vars) bracket(]) comment(# x)',
    );
    check('[web:foo]', 'error([web:foo])');
    check('[web servers]', 'error([web servers])');
  });

  it('splits host lines', () => {
    check(
      'w[1:2]:22 a="b c" d=\'#\'#e',
      'hostPattern(w[1:2]:22) key(a) equals(=) value("b c") key(d) equals(=) value(\'#\') comment(#e)',
    );
    check('h a b=1', 'hostPattern(h) error(a) key(b) equals(=) value(1)');
    check('h a=1 b="c', 'hostPattern(h) key(a) equals(=) value(1) error(b="c)');
  });

  it('splits the lines of other sections', () => {
    check('[g:vars]\n a b = c # d ', 'key(a b) equals(=) value(c # d)');
    check('[g:vars]\nnothing', 'error(nothing)');
    check('[g:children]\na# b', 'childGroup(a) comment(# b)');
    check('[g:children]\na#b', 'childGroup(a#b)');
    check('; c', 'comment(; c)');
  });
});

describe('lineAt', () => {
  it('finds the line that holds an offset', () => {
    const inventory = parseInventory('ab\r\n\ncd');
    assert.deepEqual(
      [0, 2, 3, 4, 5, 7, 99].map((offset) => lineAt(inventory, offset)),
      [0, 0, 0, 1, 2, 2, 2],
    );
    assert.equal(lineAt(parseInventory(''), 0), -1);
  });
});

describe('an inventory', () => {
  it('says where things stand', () => {
    const text = '[web]\nh1:22 a="x y" \'b\'=2\n[web:vars]\nc = d\n';
    const { hosts, groups } = parseInventory(text);
    const cut = (span?: { start: number; end: number }): string =>
      text.slice(span?.start ?? 0, span?.end ?? 0);
    const host = hosts.get('h1');
    const web = groups.get('web');
    assert.ok(host !== undefined && web !== undefined);
    assert.equal(cut(host.mentions[0]?.span), 'h1:22');
    assert.equal(host.port, 22n);
    assert.equal(cut(host.variables.get('a')?.valueSpan), '"x y"');
    assert.equal(host.variables.get('a')?.text, 'x y');
    assert.equal(cut(host.variables.get('b')?.nameSpan), "'b'");
    assert.deepEqual(
      web.headers.map(({ span }) => cut(span)),
      ['[web]', '[web:vars]'],
    );
    assert.equal(cut(web.variables.get('c')?.valueSpan), 'd');
    assert.deepEqual([web.depth, web.priority, web.hosts], [1, 1n, ['h1']]);
    assert.deepEqual(
      host.groups.map(({ name }) => name),
      ['web'],
    );
  });
});
