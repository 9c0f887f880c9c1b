import assert from 'node:assert/strict';
import { parseInventory } from '../../../src/core/inventory/parseInventory';

// Seen with ansible-core 2.14.18: reconcile_inventory() adds a host that stands only in [all] to
// `ungrouped` by name, and finds the group of that name first.
describe('a host of [all] that is named as a group', () => {
  it('puts the group into ungrouped, not the host', () => {
    const { error, groups, hosts } = parseInventory('[db]\nh1\n[all]\ndb x=1\nh2\n');
    assert.equal(error, undefined);
    assert.deepEqual(groups.get('ungrouped')?.children, ['db']);
    assert.deepEqual(groups.get('ungrouped')?.hosts, ['h2']);
    assert.equal(groups.get('db')?.depth, 2);
    const groupsOf = (host: string): readonly string[] | undefined =>
      hosts.get(host)?.groups.map(({ name }) => name);
    assert.deepEqual(groupsOf('h1'), ['ungrouped', 'db']);
    assert.deepEqual(groupsOf('db'), []);
  });

  it('is fatal for `all`', () => {
    const { error } = parseInventory('[all]\nh1\nall\n');
    assert.equal(error?.stage, 'final');
    assert.equal(
      error.message,
      "Adding group 'all' as child to 'ungrouped' creates a recursive dependency loop.",
    );
    assert.equal(error.line, 2);
  });
});
