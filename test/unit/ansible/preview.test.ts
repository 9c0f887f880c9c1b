import assert from 'node:assert/strict';
import { parsePreview, selectedHosts } from '../../../src/core/ansible/preview';
import { readFixture } from '../../support/fixtures';

/** `expected` are the hosts on which the play of the tag runs something. */
function check(output: string, tag: string | undefined, expected: readonly string[]): void {
  const hosts = selectedHosts(parsePreview(readFixture(`ansible/${output}`)), tag);
  assert.deepEqual([...hosts].sort(), expected);
}

describe('parsePreview', () => {
  for (const name of ['preview-2.14-all.txt', 'preview-2.6-all.txt']) {
    it(`reads names, tags and hosts of ${name}`, () => {
      const { plays } = parsePreview(readFixture(`ansible/${name}`));
      assert.deepEqual(plays[0], {
        name: 'check config locally',
        playTags: ['always'],
        taskTags: ['always'],
        hosts: ['localhost'],
      });
      assert.deepEqual(plays[2], {
        name: 'start workers (all of them)',
        playTags: ['dm-worker'],
        taskTags: ['check', 'dm-worker', 'port'],
        hosts: ['dm_worker2', 'dm_worker1'],
      });
      assert.equal(plays.length, 5);
    });
  }

  it('finds no play in other output', () => {
    assert.deepEqual(parsePreview('ERROR! the playbook could not be found').plays, []);
    assert.deepEqual(parsePreview('').plays, []);
  });
});

describe('selectedHosts', () => {
  it('leaves the play of the checks out', () => {
    const expected = ['dm_master', 'dm_worker1', 'dm_worker2', 'localhost', 'prom'];
    check('preview-2.14-all.txt', undefined, expected);
    check('preview-2.6-all.txt', undefined, expected);
  });
  it('honours the limit', () => {
    check('preview-2.14-worker1.txt', 'dm-worker', ['dm_worker1']);
  });
  it('takes the tag from the tasks where the play has none', () => {
    check('preview-2.14-master.txt', 'dm-master', ['dm_master']);
  });
  it('selects nothing with a tag that no play has', () => {
    check('preview-2.14-wrong-tag.txt', 'dm_worker', []);
  });
});
