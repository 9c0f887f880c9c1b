import assert from 'node:assert/strict';
import { ExpectedError } from '../../../../src/core/errors/expectedError';
import { parseSshAddress, printSshAddress } from '../../../../src/core/text/sshAddress';
import { resolveSshHost, type SshHost } from '../../../../src/node/ssh/sshConfig';

const home = '/home/op';

function resolve(text: string, config: string, environment: Record<string, string> = {}): SshHost {
  const address = parseSshAddress(text);
  assert.ok(address !== undefined);
  return resolveSshHost(address, { config, home, user: 'op', environment });
}

describe('addresses of ssh', () => {
  const good: readonly (readonly [string, string])[] = [
    ['tidb@10.0.1.4:22', 'tidb@10.0.1.4'],
    ['tidb@10.0.1.4:2222', 'tidb@10.0.1.4:2222'],
    ['control', 'control'],
    ['[::1]:2200', '[::1]:2200'],
    ['a.b@Control.example.com', 'a.b@Control.example.com'],
  ];
  for (const [text, printed] of good) {
    it(text, () => {
      const address = parseSshAddress(text);
      assert.ok(address !== undefined);
      assert.equal(printSshAddress(address), printed);
    });
  }

  for (const text of [
    '',
    '@host',
    'a b',
    'host:0',
    'host:65536',
    'host:x',
    '-oProxyCommand=x',
    'u@-x',
    'a/b',
    '[::1',
    '::1',
  ]) {
    it(`refuses "${text}"`, () => {
      assert.equal(parseSshAddress(text), undefined);
    });
  }
});

describe('ssh configuration', () => {
  it('fills in nothing but defaults without a file', () => {
    assert.deepEqual(resolve('10.0.1.4', '', { SSH_AUTH_SOCK: '/run/agent' }), {
      alias: '10.0.1.4',
      host: '10.0.1.4',
      port: 22,
      user: 'op',
      identityFiles: ['id_rsa', 'id_ecdsa', 'id_ed25519'].map((name) => `${home}/.ssh/${name}`),
      agent: '/run/agent',
      hostKeyAlias: undefined,
      knownHostsFiles: [
        `${home}/.ssh/known_hosts`,
        `${home}/.ssh/known_hosts2`,
        '/etc/ssh/ssh_known_hosts',
        '/etc/ssh/ssh_known_hosts2',
      ],
      via: undefined,
    });
  });

  it('looks an alias up', () => {
    const host = resolve(
      'dm',
      [
        'Host dm',
        '  hostname 10.0.1.4',
        '  Port=2222',
        '  User tidb',
        '  IdentityFile "~/.ssh/my key"',
        '  IdentityFile %d/keys/${WHO}-%r-%h-%p',
        '  IdentityAgent ~/agent.sock',
        '  HostKeyAlias dm-control',
        '  UserKnownHostsFile ~/known "~/other known"',
        '  GlobalKnownHostsFile none',
        'Host *',
        '  User nobody',
        '  IdentityFile ~/.ssh/everywhere',
      ].join('\n'),
      { WHO: 'op' },
    );
    assert.equal(host.host, '10.0.1.4');
    assert.equal(host.port, 2222);
    assert.equal(host.user, 'tidb');
    assert.deepEqual(host.identityFiles, [
      `${home}/.ssh/my key`,
      `${home}/keys/op-tidb-10.0.1.4-2222`,
      `${home}/.ssh/everywhere`,
    ]);
    assert.equal(host.agent, `${home}/agent.sock`);
    assert.equal(host.hostKeyAlias, 'dm-control');
    assert.deepEqual(host.knownHostsFiles, [`${home}/known`, `${home}/other known`]);
  });

  it('lets the address win', () => {
    const host = resolve('root@dm:2200', 'Host dm\n  User tidb\n  Port 22\n');
    assert.equal(host.user, 'root');
    assert.equal(host.port, 2200);
  });

  it('goes through several hops, the last one nearest', () => {
    const host = resolve(
      'dm',
      'Host dm\n  ProxyJump outer,inner@b:2222\nHost outer\n  HostName 192.0.2.1\n  User gate\n',
    );
    assert.equal(host.via?.host, 'b');
    assert.equal(host.via.user, 'inner');
    assert.equal(host.via.port, 2222);
    assert.equal(host.via.via?.host, '192.0.2.1');
    assert.equal(host.via.via.user, 'gate');
    assert.equal(host.via.via.via, undefined);
  });

  it('follows the jump host of a jump host', () => {
    const host = resolve('dm', 'Host dm\n  ProxyJump b\nHost b\n  ProxyJump a\n');
    assert.deepEqual([host.via?.host, host.via?.via?.host], ['b', 'a']);
  });

  it('offers no agent where only the named keys are wanted', () => {
    const environment = { SSH_AUTH_SOCK: '/run/agent', OTHER: '/run/other' };
    assert.equal(resolve('a', 'IdentitiesOnly yes', environment).agent, undefined);
    assert.equal(resolve('a', 'IdentityAgent none', environment).agent, undefined);
    assert.equal(resolve('a', 'IdentityAgent $OTHER', environment).agent, '/run/other');
    assert.equal(resolve('a', 'IdentityAgent SSH_AUTH_SOCK', environment).agent, '/run/agent');
  });

  it('runs no command of the configuration', () => {
    const host = resolve('a', 'Match exec "kill -9 $PPID"\n  User wrong\nHost *\n  User right\n');
    assert.equal(host.user, 'right');
  });

  const refused: readonly (readonly [string, string])[] = [
    ['ProxyCommand', 'Host dm\n  ProxyCommand nc %h %p\n'],
    ['circles', 'Host dm\n  ProxyJump b\nHost b\n  ProxyJump dm\n'],
    ['no address', 'Host dm\n  ProxyJump a@@b\n'],
  ];
  for (const [word, config] of refused) {
    it(`refuses with a sentence about: ${word}`, () => {
      assert.throws(
        () => resolve('dm', config),
        (error) =>
          error instanceof ExpectedError &&
          error.code === 'ssh-config' &&
          error.message.includes(word),
      );
    });
  }
});
