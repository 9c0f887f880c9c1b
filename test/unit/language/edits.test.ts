import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addHostLine } from '../../../src/core/inventory/edits/addHostLine';
import { addSection } from '../../../src/core/inventory/edits/addSection';
import { applyEdits } from '../../../src/core/inventory/edits/applyEdits';
import { assignmentAt, assignmentsOf } from '../../../src/core/inventory/edits/assignments';
import { commentOutLine, restoreLine } from '../../../src/core/inventory/edits/commentLine';
import { removeVariable } from '../../../src/core/inventory/edits/removeVariable';
import { renameToken, renameVariable } from '../../../src/core/inventory/edits/renameToken';
import { setGroupVariable, setHostVariable } from '../../../src/core/inventory/edits/setVariable';
import type { Inventory } from '../../../src/core/inventory/inventory';
import { parseInventory } from '../../../src/core/inventory/parseInventory';
import type { Value } from '../../../src/core/inventory/value';
import type { TextEdit } from '../../../src/core/text/textEdit';

function text(value: string): Value {
  return { kind: 'string', value };
}

/** `edit` of the inventory gives the expected text. */
function checkEdit(
  before: string,
  edit: (inventory: Inventory) => readonly TextEdit[],
  after: string,
): void {
  assert.equal(applyEdits(before, edit(parseInventory(before))), after);
}

describe('edits', () => {
  it('set a variable where it is, in the quotes of its place', () => {
    const before = '[w]\nh1 a=1 b="2 3" c=4 # x\n[w:vars]\nk = v\n';
    const set = (name: string, value: Value) => (inventory: Inventory) =>
      setHostVariable(inventory, 1, name, value);
    checkEdit(before, set('a', text('101')), before.replace('a=1', `a="'101'"`));
    checkEdit(before, set('b', text('x')), before.replace('"2 3"', 'x'));
    checkEdit(before, set('c', text('a#b')), before.replace('c=4', "c='a#b'"));
    checkEdit(before, set('c', text('it\'s "')), before.replace('c=4', String.raw`c="it's \""`));
    checkEdit(before, set('d', { kind: 'int', digits: '7' }), before.replace(' #', ' d=7 #'));
    checkEdit(
      before,
      (inventory) => setGroupVariable(inventory, 'w', 'k', text('101')),
      before.replace('k = v', "k = '101'"),
    );
  });

  it('add a variable before a comment that is glued to the last word', () => {
    checkEdit(
      '[w]\nh1 a=b#c\n',
      (inventory) => setHostVariable(inventory, 1, 'd', text('e')),
      '[w]\nh1 a=b d=e #c\n',
    );
  });

  it('add group variables in the style of the file, and the section where it is missing', () => {
    const add = (inventory: Inventory): readonly TextEdit[] =>
      setGroupVariable(inventory, 'w', 'b', text('2 x'));
    checkEdit('[w]\n[w:vars]\na=1\n\n# end\n', add, '[w]\n[w:vars]\na=1\nb=2 x\n\n# end\n');
    checkEdit('[w]\n[w:vars]\n\ta = 1', add, '[w]\n[w:vars]\n\ta = 1\n\tb = 2 x');
    checkEdit('[w]\r\nh1\r\n', add, '[w]\r\nh1\r\n\r\n[w:vars]\r\nb = 2 x\r\n');
  });

  it('add a host after the last one of the group', () => {
    const add = (inventory: Inventory): readonly TextEdit[] =>
      addHostLine(inventory, 'w', 'h2', [['ansible_host', text('127.0.0.2')]]);
    checkEdit('[w]\n h1\n# x\n\n[v]\n', add, '[w]\n h1\n h2 ansible_host=127.0.0.2\n# x\n\n[v]\n');
    checkEdit('[w]\n\n[v]\n', add, '[w]\nh2 ansible_host=127.0.0.2\n\n[v]\n');
    checkEdit('[v]', add, '[v]\n\n[w]\nh2 ansible_host=127.0.0.2');
    checkEdit('', (inventory) => addSection(inventory, 'v', []), '[v]\n');
  });

  it('remove a word with the blanks before it, or the line of a section', () => {
    const removeAt = (offset: number) => (inventory: Inventory) => {
      const variable = assignmentAt(inventory, { start: offset, end: offset });
      assert.ok(variable);
      return removeVariable(inventory, variable);
    };
    checkEdit('[w]\nh1  a=1  b=2\n', removeAt(8), '[w]\nh1  b=2\n');
    checkEdit('[all:vars]\na=1\nb=2\n', removeAt(11), '[all:vars]\nb=2\n');
  });

  it('rename what is there and leave the rest of the line', () => {
    const before = '[w] # c\nh1 "a b"=1 c=\'2\'\n[t:children]\nw\n';
    const inventory = parseInventory(before);
    const [quoted, plain] = assignmentsOf(inventory, 1);
    assert.ok(quoted && plain);
    checkEdit(
      before,
      () => [renameVariable(inventory, quoted, 'd'), renameVariable(inventory, plain, 'e')],
      before.replace('"a b"', 'd').replace('c=', 'e='),
    );
    const header = renameToken(inventory, 0, 'groupName', 'x');
    const child = renameToken(inventory, before.length - 1, 'childGroup', 'x');
    assert.ok(header && child);
    checkEdit(
      before,
      () => [header, child],
      before.replace('[w]', '[x]').replace('\nw\n', '\nx\n'),
    );
  });
});

const runs = { numRuns: 500 };

const anyString = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(
    ...[
      '101',
      '017',
      '10L',
      'True',
      'None',
      "it's",
      '"',
      '\\',
      'a#b',
      ' a',
      'a\n',
      'x # y',
      '1 # y',
    ],
    ...[
      "{{ 'x' }}",
      '[1, 2]',
      '\ufeff',
      'a\xa0',
      '\ud800',
      '',
      "'",
      `'"`,
      '5 5',
      '# c',
      'a=b',
      '0x1F',
    ],
  ),
);

const anyValue: fc.Arbitrary<Value> = fc.oneof(
  anyString.map(text),
  fc.bigInt().map((number): Value => ({ kind: 'int', digits: String(number) })),
  fc.boolean().map((value): Value => ({ kind: 'bool', value })),
  fc.constant<Value>({ kind: 'none' }),
  fc
    .array(anyString, { maxLength: 3 })
    .map((items): Value => ({ kind: 'list', items: items.map(text) })),
);

const name = fc.constantFrom('a', 'b', 'mysql_password', 'odd-name', 'with blank', 'q"uote');
const before = '[w]\nh1  a=1 "b"=\'2 3\' # x\n\n[w:vars]\na = 1\nodd-name=2 # y\n\n[v]\nh2 b=1#z\n';

/** Lines other than the given one are as they were. */
function checkOtherLines(after: string, line: number, added: number): void {
  const [old, now] = [before.split('\n'), after.split('\n')];
  assert.equal(now.length, old.length + added);
  assert.deepEqual(now.toSpliced(line, 1 + added), old.toSpliced(line, 1));
}

describe('every edit', () => {
  for (const [line, host] of [
    [1, 'h1'],
    [8, 'h2'],
  ] as const)
    it(`sets what is then read, on the line of ${host}`, () => {
      fc.assert(
        fc.property(name, anyValue, (variable, value) => {
          const after = applyEdits(
            before,
            setHostVariable(parseInventory(before), line, variable, value),
          );
          const inventory = parseInventory(after);
          assert.equal(inventory.error, undefined);
          assert.deepEqual(inventory.hosts.get(host)?.variables.get(variable)?.value, value);
          checkOtherLines(after, line, 0);
        }),
        runs,
      );
    });

  it('sets what is then read of a group', () => {
    fc.assert(
      fc.property(fc.constantFrom('a', 'odd-name', 'new'), anyValue, (variable, value) => {
        const after = applyEdits(
          before,
          setGroupVariable(parseInventory(before), 'w', variable, value),
        );
        const inventory = parseInventory(after);
        assert.equal(inventory.error, undefined);
        assert.deepEqual(inventory.groups.get('w')?.variables.get(variable)?.value, value);
        const line = variable === 'a' ? 4 : 5;
        checkOtherLines(after, line, variable === 'new' ? 1 : 0);
      }),
      runs,
    );
  });

  it('that comments out is undone by restoring', () => {
    const indent = fc.constantFrom('', ' ', '\t', '  ');
    const end = fc.constantFrom('', '\n', '\r\n');
    const content = fc.constantFrom('h1 a=1', 'h1  a=b#c', '\ufeffh1', "h1 'a'=2", '[w]', 'k = v');
    fc.assert(
      fc.property(indent, content, end, (space, words, lineEnd) => {
        const written = space + words + lineEnd;
        const [line] = parseInventory(written).lines;
        assert.ok(line);
        const commented = applyEdits(written, [commentOutLine(line)]);
        const [comment] = parseInventory(commented).lines;
        const restore = comment && restoreLine(comment);
        assert.ok(restore);
        assert.equal(applyEdits(commented, [restore]), written);
      }),
      runs,
    );
  });

  it('that removes a variable takes it away and nothing else', () => {
    const inventory = parseInventory(before);
    const everything = inventory.lines.flatMap((_, line) => assignmentsOf(inventory, line));
    assert.equal(everything.length, 5);
    for (const variable of everything) {
      const after = parseInventory(applyEdits(before, removeVariable(inventory, variable)));
      const left = after.lines.flatMap((_, line) => assignmentsOf(after, line));
      const names = (list: typeof left): string => list.map((one) => one.name).join();
      assert.equal(names(left), names(everything.filter((one) => one !== variable)));
    }
  });
});
