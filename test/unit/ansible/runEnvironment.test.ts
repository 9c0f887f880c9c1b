import assert from 'node:assert/strict';
import { type AnsibleConfig, noAnsibleConfig } from '../../../src/core/ansible/ansibleConfig';
import { runEnvironment } from '../../../src/core/ansible/runEnvironment';

const keepAlives = '-o ServerAliveInterval=5 -o ServerAliveCountMax=3';

function check(
  config: Partial<AnsibleConfig>,
  environment: Readonly<Record<string, string>>,
  expected: { readonly plugins: string; readonly sshArgs: string },
): void {
  const result = runEnvironment({
    callbackDirectory: '/d/.dm-cluster/lib/callback',
    config: { ...noAnsibleConfig, ...config },
    environment,
  });
  assert.equal(
    result['ANSIBLE_CALLBACK_PLUGINS'],
    `/d/.dm-cluster/lib/callback:${expected.plugins}`,
  );
  assert.equal(result['ANSIBLE_SSH_ARGS'], `${expected.sshArgs} ${keepAlives}`);
}

const byConfig = { callbackPlugins: './mine', sshArgs: '-o IdentityFile=~/k' };
const byUser = { ANSIBLE_CALLBACK_PLUGINS: '/u/p', ANSIBLE_SSH_ARGS: '-v' };

describe('runEnvironment', () => {
  it('adds to what Ansible has by default', () => {
    check(
      {},
      {},
      {
        plugins: '~/.ansible/plugins/callback:/usr/share/ansible/plugins/callback',
        sshArgs: '-C -o ControlMaster=auto -o ControlPersist=60s',
      },
    );
  });
  it('adds to ansible.cfg, which beats the default', () => {
    check(byConfig, {}, { plugins: './mine', sshArgs: '-o IdentityFile=~/k' });
  });
  it('adds to the operator’s environment, which beats ansible.cfg', () => {
    check(byConfig, byUser, { plugins: '/u/p', sshArgs: '-v' });
    check(byConfig, { ANSIBLE_SSH_ARGS: '-v' }, { plugins: './mine', sshArgs: '-v' });
  });
  it('sets nothing else that the operator may have set', () => {
    const own = { ANSIBLE_STDOUT_CALLBACK: 'yaml', ANSIBLE_CALLBACK_WHITELIST: 'timer' };
    const result = runEnvironment({
      callbackDirectory: '/c',
      config: noAnsibleConfig,
      environment: own,
    });
    for (const name of Object.keys(own)) assert.ok(!(name in result), name);
  });
  it('turns an inventory that does not parse into an error', () => {
    const result = runEnvironment({
      callbackDirectory: '/c',
      config: noAnsibleConfig,
      environment: {},
    });
    assert.equal(result['ANSIBLE_INVENTORY_UNPARSED_FAILED'], 'true');
    assert.equal(result['ANSIBLE_INVENTORY_ANY_UNPARSED_IS_FAILED'], 'true');
  });
});
