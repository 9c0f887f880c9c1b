import assert from 'node:assert/strict';
import {
  type PlaybookInvocation,
  playbookArgv,
  previewArgv,
} from '../../../src/core/ansible/playbook';

function check(invocation: PlaybookInvocation, expected: string): void {
  assert.deepEqual(playbookArgv(invocation), expected.split(' '));
  assert.deepEqual(previewArgv(invocation), `${expected} --list-hosts --list-tags`.split(' '));
}

describe('playbookArgv', () => {
  it('names the playbook alone', () => {
    check({ playbook: 'start.yml' }, 'ansible-playbook start.yml');
  });
  it('adds the tag as the manual writes it', () => {
    check({ playbook: 'stop.yml', tag: 'dm-worker' }, 'ansible-playbook stop.yml --tags=dm-worker');
  });
  it('adds tag, then limit', () => {
    check(
      { playbook: 'rolling_update.yml', tag: 'dm-worker', limit: 'dm_worker1' },
      'ansible-playbook rolling_update.yml --tags=dm-worker -l dm_worker1',
    );
  });
  it('adds another inventory before the playbook', () => {
    check(
      { playbook: 'deploy.yml', inventory: 'hosts.ini', limit: '127.0.0.9' },
      'ansible-playbook -i hosts.ini deploy.yml -l 127.0.0.9',
    );
  });
  it('keeps an argument with spaces one argument', () => {
    const argv = playbookArgv({ playbook: 'a.yml', inventory: 'my inventory.ini' });
    assert.deepEqual(argv, ['ansible-playbook', '-i', 'my inventory.ini', 'a.yml']);
  });
});
