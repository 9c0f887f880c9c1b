import assert from 'node:assert/strict';
import {
  type AnsibleConfig,
  noAnsibleConfig,
  parseAnsibleConfig,
} from '../../../src/core/ansible/ansibleConfig';

function check(text: string, expected: Partial<AnsibleConfig>): void {
  assert.deepEqual(parseAnsibleConfig(text), { ...noAnsibleConfig, ...expected });
}

describe('parseAnsibleConfig', () => {
  it('reads what a run has to add to', () => {
    check(
      [
        '[defaults]',
        '## the shipped file writes it so',
        'inventory = inventory.ini',
        'callback_plugins = callback_plugins:~/plugins',
        '[ssh_connection]',
        'ssh_args = -C -o ControlMaster=auto',
      ].join('\n'),
      {
        inventory: 'inventory.ini',
        callbackPlugins: 'callback_plugins:~/plugins',
        sshArgs: '-C -o ControlMaster=auto',
      },
    );
  });
  it('leaves settings of other sections and comments alone', () => {
    check('[inventory]\ninventory = a\n[defaults]\n# inventory = b\n', {});
  });
  it('takes a setting without a value for none', () => {
    check('[defaults]\ninventory\n', {});
  });
  it('reads nothing from an empty file', () => {
    check('', {});
  });
});
