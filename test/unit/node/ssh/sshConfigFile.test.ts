import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolveSshHost, type SshHost } from '../../../../src/node/ssh/sshConfig';
import { readWithIncludes } from '../../../../src/node/ssh/sshConfigFile';

describe('Include of the ssh configuration', () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'ssh-config-'));
    mkdirSync(join(directory, 'conf.d'));
  });
  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  const write = (name: string, text: string): void => {
    writeFileSync(join(directory, name), text);
  };
  const resolve = async (host: string): Promise<SshHost> =>
    resolveSshHost(
      { user: undefined, host, port: undefined },
      {
        config: await readWithIncludes(join(directory, 'config'), directory),
        home: directory,
        user: 'op',
        environment: {},
      },
    );

  it('puts files in their place and goes on where it was', async () => {
    write('config', 'Include conf.d/*.conf missing\nPort 2222\nHost b\n  User late\n');
    write('conf.d/1.conf', 'Host a\n  User tidb\n');
    write('conf.d/2.conf', 'Include deep\n');
    write('conf.d/ignored', 'User wrong\n');
    write('deep', 'Host b\n  HostName 10.0.0.2\n');
    assert.deepEqual([(await resolve('a')).user, (await resolve('a')).port], ['tidb', 2222]);
    const b = await resolve('b');
    assert.deepEqual([b.user, b.port, b.host], ['late', 2222, '10.0.0.2']);
    assert.equal((await resolve('c')).port, 2222);
  });

  it('ends in a file that includes itself', async () => {
    write('config', 'Include config\nUser tidb\n');
    assert.equal((await resolve('a')).user, 'tidb');
  });

  it('takes a missing file for an empty one', async () => {
    assert.equal((await resolve('a')).user, 'op');
  });
});
