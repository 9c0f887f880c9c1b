import assert from 'node:assert/strict';
import { createHmac, randomBytes } from 'node:crypto';
import {
  fingerprint,
  type HostKeyVerdict,
  hostKeyLine,
  keyTypeOf,
  knownKeyTypes,
  verifyHostKey,
} from '../../../../src/node/ssh/knownHosts';
import { newKeyPair } from './sshKeys';

function newKey(): Buffer {
  return Buffer.from(newKeyPair().public.split(' ')[1] ?? '', 'base64');
}

const key = newKey();
const other = newKey();
const encoded = key.toString('base64');
const line = (hosts: string, of = key, type = 'ssh-ed25519'): string =>
  `${hosts} ${type} ${of.toString('base64')}`;

function hashed(name: string): string {
  const salt = randomBytes(20);
  const hash = createHmac('sha1', salt).update(name).digest('base64');
  return `|1|${salt.toString('base64')}|${hash}`;
}

function check(texts: readonly string[], port = 22, name = 'Control.example.com'): HostKeyVerdict {
  const files = texts.map((text, index) => ({ path: `/f${index}`, text }));
  return verifyHostKey(files, { name, port }, key);
}

describe('known_hosts', () => {
  const cases: readonly (readonly [string, HostKeyVerdict['kind'], readonly string[], number?])[] =
    [
      ['nothing', 'unknown', []],
      ['a plain name', 'known', [line('control.example.com')]],
      [
        'a name among others, with a comment',
        'known',
        [`${line('a,control.example.com,10.0.0.1')} op@home`],
      ],
      ['tabs and CRLF', 'known', [`${line('control.example.com').replaceAll(' ', '\t')}\r\n`]],
      ['another host', 'unknown', [line('other.example.com')]],
      ['another key', 'changed', [line('control.example.com', other)]],
      ['another key of another type', 'changed', [line('control.example.com', other, 'ssh-rsa')]],
      [
        'both keys',
        'known',
        [`${line('control.example.com', other)}\n${line('control.example.com')}`],
      ],
      ['a second file', 'known', ['', line('control.example.com')]],
      [
        'one file against it, one for it',
        'known',
        [line('control.example.com', other), line('control.example.com')],
      ],
      ['a comment', 'unknown', [`# ${line('control.example.com')}`]],
      ['a torn line', 'unknown', ['control.example.com ssh-ed25519']],
      ['a hashed name', 'known', [line(hashed('control.example.com'))]],
      ['a hashed name of another host', 'unknown', [line(hashed('a'))]],
      ['a hashed name with another key', 'changed', [line(hashed('control.example.com'), other)]],
      ['a wildcard', 'known', [line('*.example.com')]],
      ['a question mark', 'known', [line('contro?.example.com')]],
      ['a dot that is a dot', 'unknown', [line('control-example.com')]],
      ['a negation', 'unknown', [line('*.example.com,!control.example.com')]],
      ['a port', 'known', [line('[control.example.com]:2222')], 2222],
      ['another port', 'unknown', [line('[control.example.com]:2223')], 2222],
      ['a hashed name with a port', 'known', [line(hashed('[control.example.com]:2222'))], 2222],
      ['the name alone, for a port', 'known', [line('control.example.com')], 2222],
      [
        'another key of the name alone, for a port',
        'unknown',
        [line('control.example.com', other)],
        2222,
      ],
      [
        'another key of the port',
        'changed',
        [`${line('control.example.com')}\n${line('[control.example.com]:2222', other)}`],
        2222,
      ],
      ['a revoked key', 'revoked', [`${line('control.example.com')}\n@revoked ${line('*')}`]],
      ['another key revoked', 'unknown', [`@revoked ${line('*', other)}`]],
      ['an authority', 'unknown', [`@cert-authority ${line('*')}`]],
      ['an authority with another key', 'unknown', [`@cert-authority ${line('*', other)}`]],
    ];
  for (const [name, kind, texts, port] of cases) {
    it(`${name}: ${kind}`, () => {
      assert.equal(check(texts, port).kind, kind);
    });
  }

  it('says where the entry is that stands against the key', () => {
    assert.deepEqual(check(['', `# mine\n\n${line('control.example.com', other)}`]), {
      kind: 'changed',
      file: '/f1',
      line: 3,
    });
  });

  it('knows a key once it was added, whatever the file ended with', () => {
    for (const before of ['', 'a ssh-rsa AAAA', 'a ssh-rsa AAAA\n']) {
      for (const port of [22, 2222]) {
        const text = before + hostKeyLine(before, { name: 'Control', port }, key);
        assert.ok(text.endsWith(`${encoded}\n`));
        assert.equal(check([text], port, 'control').kind, 'known');
        assert.equal(check([text], 2200, 'control').kind, port === 22 ? 'known' : 'unknown');
      }
    }
  });

  it('tells the types of the known keys', () => {
    const text = `${line('a', key)}\n${line('a', other, 'ssh-rsa')}\n@revoked ${line('a', other, 'x')}`;
    assert.deepEqual(knownKeyTypes([{ path: '', text }], { name: 'a', port: 22 }), [
      'ssh-ed25519',
      'ssh-rsa',
    ]);
    assert.deepEqual(knownKeyTypes([{ path: '', text }], { name: 'b', port: 22 }), []);
  });

  it('prints fingerprints as ssh-keygen does', () => {
    const sample = 'AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl'; // of github.com
    assert.equal(
      fingerprint(Buffer.from(sample, 'base64')),
      'SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU',
    );
    assert.equal(keyTypeOf(Buffer.from(sample, 'base64')), 'ssh-ed25519');
    assert.equal(keyTypeOf(Buffer.alloc(2)), '');
  });
});
