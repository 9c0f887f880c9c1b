import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits } from '../../../src/core/inventory/edits/applyEdits';
import { lineTokens } from '../../../src/core/inventory/lineTokens';
import { makeListing } from '../../../src/core/inventory/listInventory';
import { parseInventory } from '../../../src/core/inventory/parseInventory';
import { noVariableFiles } from '../../../src/core/inventory/variableFiles';
import { formatInventory } from '../../../src/core/language/formatting';
import type { Span } from '../../../src/core/text/textEdit';
import { caseNames, readCase } from '../inventory/corpus';

function format(text: string, range?: Span): string {
  return applyEdits(text, formatInventory(parseInventory(text), range));
}

/** All that Ansible makes of a text: both listings, the error, the warnings. */
function reading(text: string): unknown {
  const inventory = parseInventory(text);
  const [list, exported] = [false, true].map((isExport) =>
    makeListing(inventory, noVariableFiles, { export: isExport }),
  );
  const trouble = (listing = list): unknown => [listing?.error?.message, listing?.warnings];
  return [
    [list?.text, exported?.text, inventory.error?.message, inventory.warnings],
    [trouble(list), trouble(exported)],
  ];
}

/** Formatting keeps what Ansible reads, and formatting again changes nothing. */
function checkKeepsMeaning(text: string): void {
  const formatted = format(text);
  assert.deepEqual(reading(formatted), reading(text));
  assert.equal(format(formatted), formatted);
}

/** The text with more blanks where there are some, and around lines. */
function stretch(text: string): string {
  return parseInventory(text)
    .lines.map((line) => {
      const tokens = lineTokens(line).map((token) =>
        token.kind === 'space' ? ' \t ' : token.text,
      );
      const isTable = line.kind === 'host' || line.kind === 'variable' || line.kind === 'child';
      return (isTable ? '  ' : '') + tokens.join('');
    })
    .join('');
}

describe('the formatter', () => {
  const untidy = [
    '# top',
    '  [w]   # the workers ',
    'h1   a=1 b=2',
    '# in between',
    'long-name a=100  b=2   c=3# glued',
    'h3 a=1 x="2  3"  # why  not ',
    '',
    ' ',
    '\t',
    '',
    'h4 a=1',
    '[w:vars]',
    'k=v # x',
    '  l =  w ',
    'm = ',
    '[t:children]',
    ' w  # c',
    '',
  ].join('\n');

  const tidy = [
    '# top',
    '[w] # the workers',
    'h1        a=1   b=2',
    '# in between',
    'long-name a=100 b=2 c=3# glued',
    'h3        a=1   x="2  3" # why  not',
    '',
    '',
    'h4 a=1',
    '[w:vars]',
    'k = v # x',
    'l = w',
    'm =',
    '[t:children]',
    'w # c',
    '',
  ].join('\n');

  it('lays out columns, sections and blank lines', () => {
    assert.equal(format(untidy), tidy);
  });

  it('takes the blanks around = away where most lines have none', () => {
    assert.equal(format('[all:vars]\na=1\nb = 2\n c=\n'), '[all:vars]\na=1\nb=2\nc=\n');
  });

  it('formats only the lines of a range, in the columns of the whole table', () => {
    const start = untidy.indexOf('h1');
    const expected = untidy.replace('h1   a=1 b=2', 'h1        a=1   b=2');
    assert.equal(format(untidy, { start, end: start + 4 }), expected);
  });

  it('leaves blanks that mean something', () => {
    for (const text of [
      '[w:vars]\n[a =b] # c\n',
      '  $ANSIBLE_VAULT;1.1\n',
      '[w]\nh1\r\r \n',
      '[w]\nh1 a="1  2"  \n'.replace('  \n', '\n'),
    ])
      assert.equal(format(text), text);
  });

  it('leaves a file that Ansible refuses', () => {
    for (const text of ['[w]\nh1   a = 1\n', '[t:children]\n  nowhere\n'])
      assert.equal(format(text), text);
  });

  it('keeps what Ansible reads of the whole corpus, as it is and with more blanks', () => {
    const changed = { asItIs: 0, stretched: 0 };
    for (const name of caseNames) {
      const text = readCase(name, 'ini') ?? '';
      const stretched = stretch(text);
      for (const one of [text, stretched]) checkKeepsMeaning(one);
      if (format(text) !== text) changed.asItIs++;
      if (format(stretched) !== stretched) changed.stretched++;
    }
    console.log(
      `      ${caseNames.length} files: ${changed.asItIs} changed as they are, ${changed.stretched} with more blanks`,
    );
    assert.equal(caseNames.length, 384);
    assert.ok(changed.asItIs >= 15 && changed.stretched >= 250);
  });

  it('keeps what Ansible reads of any text', () => {
    const pieces = [
      ...[
        '[',
        ']',
        ':',
        '=',
        '#',
        ';',
        '"',
        "'",
        '\\',
        ' ',
        '  ',
        '\t',
        '{',
        ',',
        '\xa0',
        '\ufeff',
      ],
      ...['\n', '\r', '\r\n', '\n', '\v', '\x85', ' \n', '[web]\n', '[web:vars]\n', '[all]\n'],
      ...['[top:children]\n', '[all:vars]\n', 'h1', 'h2:22', 'w[1:3]', 'web', 'top', '  x=1'],
      ...['k=v\n', 'k = v\n', 'a  =  True\n', ' b="c  d"', " e='f'", ' # c', '#c', '[a =b] # c\n'],
    ];
    const text = fc
      .array(fc.constantFrom(...pieces), { maxLength: 40 })
      .map((parts) => parts.join(''));
    fc.assert(fc.property(text, checkKeepsMeaning), {
      numRuns: 3000,
      // A line that is taken away does not stand above the next one, and `=` may begin a word of a
      // host line.
      examples: [['\n\v\r\r\n'], [', =\r\n[all:vars]\n b="c  d"'], ['h1 a= b=1\n']],
    });
  });
});
