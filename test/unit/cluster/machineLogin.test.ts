import assert from 'node:assert/strict';
import { noAnsibleConfig } from '../../../src/core/ansible/ansibleConfig';
import {
  followLogArgv,
  onControlMachine,
  onMachine,
} from '../../../src/core/ansible/terminalCommand';
import { type LoginDefaults, machineLogin } from '../../../src/core/cluster/machineLogin';
import { allInstances } from '../../../src/core/cluster/readCluster';
import { noVariableFiles } from '../../../src/core/inventory/variableFiles';
import { createLanguageModel } from '../../../src/core/language/languageModel';

function loginOf(words: string, defaults: Partial<LoginDefaults> = {}) {
  const text = `[dm_worker_servers]\nw1 ansible_host=127.0.0.2 ${words}\n`;
  const { cluster, lookup } = createLanguageModel(text, noVariableFiles);
  const [instance] = cluster === undefined ? [] : allInstances(cluster);
  assert.ok(instance);
  return machineLogin(lookup, instance, { ...noAnsibleConfig, ...defaults });
}

/** The command line of a shell there, one word after the other. */
function shellOf(words: string, defaults: Partial<LoginDefaults> = {}): string {
  const login = loginOf(words, defaults);
  if (login.kind === 'unknown') assert.fail(login.sentence);
  return onMachine(login).join(' ');
}

function whyUnknown(words: string): string {
  const login = loginOf(words);
  return login.kind === 'unknown' ? login.sentence : assert.fail(login.kind);
}

describe('machineLogin', () => {
  it('goes where Ansible goes', () => {
    assert.equal(shellOf(''), 'ssh -t -- 127.0.0.2');
    assert.equal(
      shellOf('ansible_user=tidb ansible_port=10022 ansible_ssh_private_key_file=/k'),
      'ssh -t -i /k -p 10022 -l tidb -- 127.0.0.2',
    );
    assert.equal(shellOf('ansible_ssh_user=old ansible_ssh_port=22'), 'ssh -t -l old -- 127.0.0.2');
  });

  it('takes from ansible.cfg what the inventory leaves open', () => {
    const defaults = {
      remoteUser: 'tidb',
      privateKeyFile: 'ssh/key',
      sshCommonArgs: `-o "ProxyJump=jump"`,
    };
    assert.equal(shellOf('', defaults), 'ssh -t -i ssh/key -o ProxyJump=jump -l tidb -- 127.0.0.2');
    assert.equal(
      shellOf(
        `ansible_user=me ansible_private_key_file=mine ansible_ssh_common_args='-4' ansible_ssh_extra_args=-v`,
        defaults,
      ),
      'ssh -t -i mine -4 -v -l me -- 127.0.0.2',
    );
  });

  it('knows the control machine itself', () => {
    const login = loginOf('ansible_connection=local');
    assert.ok(login.kind === 'local');
    assert.deepEqual(onMachine(login, ['tail', 'x']), ['tail', 'x']);
  });

  it('says so where only Ansible could know', () => {
    for (const words of [
      `ansible_user='{{ lookup("env", "USER") }}'`,
      'ansible_port=ssh',
      'ansible_user=-oProxyCommand=x',
      `ansible_connection='{{ x }}'`,
    ]) {
      assert.match(whyUnknown(words), /^How to log in to the machine of w1 is not known/);
    }
    assert.match(whyUnknown(`ansible_ssh_extra_args="-o 'x"`), /a quote that is not closed/);
  });
});

describe('commands of terminals', () => {
  const log = followLogArgv(["/d/it's/dm-worker.log"]);

  it('quote for the shell of the machine, once', () => {
    const login = loginOf('ansible_user=tidb');
    assert.ok(login.kind === 'ssh');
    assert.deepEqual(onMachine(login, log), [
      'ssh',
      '-t',
      '-l',
      'tidb',
      '--',
      '127.0.0.2',
      `tail -n 200 -F -- '/d/it'\\''s/dm-worker.log'`,
    ]);
  });

  it('go through the control machine where that is another one', () => {
    const address = { user: 'tidb', host: '127.0.0.9', port: 2222 };
    assert.deepEqual(onControlMachine(address, '/home/my dm', ['./dmctl', '-master-addr', 'm:1']), [
      'ssh',
      '-t',
      '-p',
      '2222',
      '-l',
      'tidb',
      '--',
      '127.0.0.9',
      `cd -- '/home/my dm' && exec ./dmctl -master-addr m:1`,
    ]);
  });
});
