import assert from 'node:assert/strict';
import { makeListing } from '../../../../src/core/inventory/listInventory';
import { parseInventory } from '../../../../src/core/inventory/parseInventory';
import { noVariableFiles } from '../../../../src/core/inventory/variableFiles';

// Seen with ansible-core 2.14.18: Python's integers have no bound.
describe('integers beyond 2^53', () => {
  function check(text: string, expected: RegExp): void {
    const inventory = parseInventory(text);
    assert.equal(inventory.error, undefined);
    assert.match(makeListing(inventory, noVariableFiles, { export: true }).text, expected);
  }

  it('are priorities', () => {
    check('[a]\n[a:vars]\nansible_group_priority=9007199254740993\n', /: 9007199254740993\n/);
  });

  it('are ports', () => {
    check('[a]\nh1:9007199254740993\n', /"ansible_port": 9007199254740993\n/);
    check('[a]\nh1:1000000000000000000001\n', /"ansible_port": 1000000000000000000001\n/);
  });

  it('decide between groups that differ by one', () => {
    const group = (name: string, last: number): string =>
      `[${name}]\nh1\n[${name}:vars]\nx=${name}\nansible_group_priority=900719925474099${last}\n`;
    const { hosts } = parseInventory(group('a', 3) + group('b', 2));
    assert.deepEqual(
      hosts.get('h1')?.groups.map(({ name }) => name),
      ['b', 'a'],
    );
  });
});
