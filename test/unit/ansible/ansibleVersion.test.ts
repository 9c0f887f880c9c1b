import assert from 'node:assert/strict';
import { type AnsibleVersion, parseAnsibleVersion } from '../../../src/core/ansible/ansibleVersion';
import { readFixture } from '../../support/fixtures';

function check(output: string, expected: AnsibleVersion): void {
  assert.deepEqual(parseAnsibleVersion(output), expected);
}

const configFile = '/home/tidb/dm-ansible/ansible.cfg';

describe('parseAnsibleVersion', () => {
  it('reads 2.14', () => {
    check(readFixture('ansible/version-2.14.txt'), { version: '2.14.18', configFile });
  });
  it('reads 2.6', () => {
    check(readFixture('ansible/version-2.6.txt'), { version: '2.6.20', configFile });
  });
  it('knows when no ansible.cfg is used', () => {
    check('ansible-playbook [core 2.14.18]\n  config file = None\n', {
      version: '2.14.18',
      configFile: undefined,
    });
  });
  it('reads past warnings', () => {
    check('[WARNING]: world writable\nansible-playbook 2.5.0\n', {
      version: '2.5.0',
      configFile: undefined,
    });
  });
  it('finds none in the output of another program', () => {
    check('ansible-playbook: not a version', { version: undefined, configFile: undefined });
    check('', { version: undefined, configFile: undefined });
  });
});
