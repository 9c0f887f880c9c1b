import assert from 'node:assert/strict';
import { parseInventory } from '../../../../src/core/inventory/parseInventory';
import { folds } from '../../../../src/core/language/navigation/folding';
import { selectionRanges } from '../../../../src/core/language/navigation/selectionRanges';
import { type InventorySymbol, symbols } from '../../../../src/core/language/navigation/symbols';
import { workspaceSymbols } from '../../../../src/core/language/navigation/workspaceSymbols';
import type { Span } from '../../../../src/core/text/textEdit';
import { caseNames, readCase } from '../../inventory/corpus';
import { modelOf, unmark } from './marked';

const sample = `early ansible_host=10.0.0.9
## DM modules

# the master
[dm_master_servers]
m ansible_host=10.0.0.1 note="a b"

[dm_worker_servers]
w1 ansible_host=10.0.0.2 source_id=s1
# w2 ansible_host=10.0.0.3

## Groups
# of all kinds
[both:children]
dm_master_servers
dm_worker_servers # x

[all:vars]
cluster_name = test
mysql_password = secret
`;

function draw(list: readonly InventorySymbol[], indent = ''): readonly string[] {
  return list.flatMap(({ kind, name, detail, children }) => [
    `${indent}${kind} ${name}${detail && ` ${detail}`}`,
    ...draw(children, `${indent}  `),
  ]);
}

/** VS Code refuses symbols whose name is empty or whose selection lies outside. */
function checkNesting(list: readonly InventorySymbol[], within: Span): void {
  let end = within.start;
  for (const { name, span, selection, children } of list) {
    assert.notEqual(name, '');
    assert.ok(end <= span.start && span.end <= within.end, `${name} lies beside the others`);
    assert.ok(span.start <= selection.start && selection.end <= span.end, `${name} is selected`);
    checkNesting(children, span);
    end = span.end;
  }
}

function workers(count: number): string {
  const lines = Array.from(
    { length: count },
    (_, n) =>
      `w${n} ansible_host=10.0.${n >> 8}.${n & 255} source_id=s${n} server_id=${n} mysql_host=db${n} mysql_user=u mysql_password=p mysql_port=3306 deploy_dir=/d`,
  );
  return `[dm_worker_servers]\n${lines.join('\n')}\n`;
}

describe('document symbols', () => {
  it('are sections, in them instances, groups and variables; no values', () => {
    assert.deepEqual(draw(symbols(parseInventory(sample))), [
      'instance early 10.0.0.9',
      '  variable ansible_host',
      'section dm_master_servers',
      '  instance m 10.0.0.1',
      '    variable ansible_host',
      '    variable note',
      'section dm_worker_servers',
      '  instance w1 10.0.0.2',
      '    variable ansible_host',
      '    variable source_id',
      'section both :children',
      '  group dm_master_servers',
      '  group dm_worker_servers',
      'section all :vars',
      '  variable cluster_name',
      '  variable mysql_password',
    ]);
  });

  it('go on below an error', () => {
    const drawn = draw(symbols(parseInventory('[a:nothing]\n[b]\nh x=1\n')));
    assert.deepEqual(drawn, ['section b', '  instance h', '    variable x']);
  });

  it('leave out the variables of thousands of instances', () => {
    const text = workers(10_000);
    const [section] = symbols(parseInventory(text));
    assert.equal(section?.children.length, 10_000);
    assert.equal(section.children[9_999]?.name, 'w9999');
    assert.ok(section.children.every(({ children }) => children.length === 0));
    checkNesting([section], { start: 0, end: text.length });
  });

  it('are nested in every case of the corpus', () => {
    for (const name of caseNames) {
      const text = readCase(name, 'ini') ?? '';
      checkNesting(symbols(parseInventory(text)), { start: 0, end: text.length });
    }
  });
});

describe('folding', () => {
  it('folds sections to their last line and blocks of comments', () => {
    const lineOf = (offset: number): number => sample.slice(0, offset).split('\n').length;
    const found = folds(parseInventory(sample)).map(
      ({ kind, span }) => `${kind} ${lineOf(span.start)}-${lineOf(span.end)}`,
    );
    assert.deepEqual(found, [
      'section 5-6',
      'section 8-10',
      'comment 12-13',
      'section 14-16',
      'section 18-20',
    ]);
  });

  it('keeps instances that were commented out in their section', () => {
    const text = '[a]\nh\n\n# h2 x=1\n\n[b]\nh\n# h3 x=1\n';
    const found = folds(parseInventory(text)).map(({ span }) => text.slice(span.start, span.end));
    assert.deepEqual(found, ['[a]\nh\n\n# h2 x=1', '[b]\nh\n# h3 x=1']);
  });

  it('has nothing to fold in a line or two', () => {
    assert.deepEqual(folds(parseInventory('[a]\n\n# x\n')).length, 1);
    assert.deepEqual(folds(parseInventory('[a]\n')), []);
    assert.deepEqual(folds(parseInventory('')), []);
  });
});

describe('selection ranges', () => {
  function check(fixture: string, expected: readonly string[]): void {
    const { text, cursor } = unmark(fixture);
    const spans = selectionRanges(parseInventory(text), cursor);
    assert.deepEqual(
      spans.map(({ start, end }) => text.slice(start, end)),
      expected,
    );
  }

  it('grow from a name in quotes to the file', () => {
    check('# t\n[g]\nh a=1 source_id="my $0id" # c\n\n[i]\n', [
      'my id',
      '"my id"',
      'source_id="my id"',
      'h a=1 source_id="my id" # c',
      '[g]\nh a=1 source_id="my id" # c',
      '# t\n[g]\nh a=1 source_id="my id" # c\n\n[i]\n',
    ]);
  });

  it('grow from keys, headers, ports and blank lines', () => {
    check('[g:vars]\n k$0ey = v w \n', [
      'key',
      'key = v w',
      ' key = v w',
      '[g:vars]\n key = v w',
      '[g:vars]\n key = v w \n',
    ]);
    check('[g$0r]', ['gr', '[gr]']);
    check('h$01:22 a=1', ['h1', 'h1:22', 'h1:22 a=1']);
    check('[a]\n$0\n[b]', ['', '[a]\n\n[b]']);
  });
});

describe('workspace symbols', () => {
  const model = modelOf(
    '[dm_worker_servers]\ndm_w1 source_id=a\n[spare]\ndm_w1\nother\n[all:vars]\ncluster_name=c1\n',
  );
  const find = (query: string): readonly string[] =>
    workspaceSymbols(model, query).map(({ kind, name, container }) =>
      [kind, name, container].join(' '),
    );

  it('are groups and instances, each in its group', () => {
    assert.deepEqual(find(''), [
      'group all c1',
      'group dm_worker_servers c1',
      'group spare c1',
      'instance dm_w1 c1 · dm_worker_servers',
      'instance dm_w1 c1 · spare',
      'instance other c1 · spare',
    ]);
  });

  it('hold the letters of the query in order', () => {
    assert.deepEqual(find('DW1'), [
      'instance dm_w1 c1 · dm_worker_servers',
      'instance dm_w1 c1 · spare',
    ]);
    assert.deepEqual(find('1wd'), []);
  });
});
