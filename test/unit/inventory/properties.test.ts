import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  effectiveVariable,
  effectiveVariables,
} from '../../../src/core/inventory/effectiveVariables';
import { lineAt } from '../../../src/core/inventory/lineAt';
import { makeListing } from '../../../src/core/inventory/listInventory';
import { parseInventory } from '../../../src/core/inventory/parseInventory';
import { parseValue } from '../../../src/core/inventory/parseValue';
import { parseVariableFile } from '../../../src/core/inventory/parseVariableFile';
import { printInventory } from '../../../src/core/inventory/printInventory';
import { noVariableFiles } from '../../../src/core/inventory/variableFiles';

const runs = { numRuns: 1000 };

/** Any UTF-16: lone surrogates, BOM, and every line break that Python knows. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(fc.nat(0xffff), { maxLength: 60 }).map((units) => String.fromCharCode(...units)),
);

const pieces = [
  ...['[', ']', ':', '=', '#', ';', '"', "'", '\\', ' ', '\t', '{', '}', ',', '|', '-', '.'],
  ...['\n', '\r', '\r\n', '\v', '\x1c', '\x85', '\u2028', '\ufeff', '\xa0', '\ud800'],
  ...['[web]\n', '[web:vars]\n', '[top:children]\n', '[all:vars]\n', '[all]\n', '[ungrouped]\n'],
  ...['h1', 'h2:22', 'w[1:3]', 'w[a:c:2]', 'web', 'all', 'top', 'localhost', '2001:db8::1'],
  ...['x=1', 'k=v', 'a = True\n', ' b="c d"', " e='f'", ' {{ 5 }}', '{1}', '2j', 'set()', '1.5'],
  ...['ansible_group_priority=', 'ansible_port=', 'lambda', 'for', 'not', '...', '0x1F', "b'x'"],
];

/** Text that looks like an inventory more often than not. */
const inventoryText = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 4 })), { maxLength: 60 })
  .map((parts) => parts.join(''));

const text = fc.oneof(anyText, inventoryText);

describe('every text', () => {
  it('is printed as it was read', () => {
    fc.assert(
      fc.property(text, (value) => {
        assert.equal(printInventory(parseInventory(value).lines), value);
      }),
      runs,
    );
  });

  it('has an inventory, whose error stands in the text', () => {
    fc.assert(
      fc.property(text, (value) => {
        const { error, lines } = parseInventory(value);
        if (error === undefined) return;
        assert.ok(lines[error.line] !== undefined);
        assert.ok(error.span.start <= error.span.end && error.span.end <= value.length);
        assert.equal(lineAt(parseInventory(value), error.span.start), error.line);
      }),
      runs,
    );
  });

  it('can be listed in both forms', () => {
    fc.assert(
      fc.property(text, fc.boolean(), (value, isExport) => {
        const inventory = parseInventory(value);
        const listing = makeListing(inventory, noVariableFiles, { export: isExport });
        if (listing.error === undefined) JSON.parse(listing.text.replaceAll('Infinity', '0'));
      }),
      runs,
    );
  });

  it('gives each variable where it says that it stands', () => {
    fc.assert(
      fc.property(text, (value) => {
        const { hosts, groups } = parseInventory(value);
        for (const owner of [...hosts.values(), ...groups.values()])
          for (const [name, variable] of owner.variables) {
            assert.equal(variable.name, name);
            const written = value.slice(variable.valueSpan.start, variable.valueSpan.end);
            const isPlain = !/["'\\]/.test(
              value.slice(variable.nameSpan.start, variable.valueSpan.end),
            );
            if (isPlain) assert.equal(variable.text, written);
          }
      }),
      runs,
    );
  });

  it('is looked up one by one as all at once', () => {
    fc.assert(
      fc.property(text, (value) => {
        const inventory = parseInventory(value);
        for (const host of inventory.hosts.values()) {
          for (const [name, found] of effectiveVariables(inventory, host.name, noVariableFiles))
            assert.deepEqual(effectiveVariable(inventory, host.name, name, noVariableFiles), found);
          for (const [name, variable] of host.variables)
            assert.deepEqual(
              effectiveVariable(inventory, host.name, name, noVariableFiles)?.value,
              variable.value,
            );
        }
      }),
      runs,
    );
  });

  it('is a value and a variable file', () => {
    fc.assert(
      fc.property(text, (value) => {
        parseValue(value);
        parseVariableFile('group_vars/all.yml', value);
      }),
      runs,
    );
  });
});

describe('texts that are too much', () => {
  function check(value: string): void {
    assert.equal(printInventory(parseInventory(value).lines), value);
  }

  it('end without a crash', () => {
    check(`[g]\n${'['.repeat(50_000)}`);
    check(`h${'[0:0]'.repeat(20_000)}`);
    check('h[1:999999999999]\nk[0:99999][0:99999]');
    check(`[g:vars]\na=${'-'.repeat(100_000)}1\nb=${'lambda:'.repeat(20_000)}1`);
    check(
      `[g:vars]\na=${'1+'.repeat(50_000)}1\nb=${'not '.repeat(50_000)}x\nc=${'('.repeat(9000)}`,
    );
    check(Array.from({ length: 2000 }, (_, at) => `[g${at}:children]\ng${at + 1}\n`).join(''));
  });
});
