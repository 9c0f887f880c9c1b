import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { ExpectedError } from '../../../../src/core/errors/expectedError';
import type { RemoteFiles } from '../../../../src/core/ports/remoteFiles';
import type { SshMachine } from '../../../../src/node/ssh/sshMachine';
import { Sshd } from './sshSandbox';

const anyhow = { mayCreate: true, mayReplace: true };
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function rejectsWith(work: Promise<unknown>, code: string, path: string): Promise<void> {
  return assert.rejects(work, (error) => {
    assert.ok(error instanceof ExpectedError, String(error));
    assert.equal(error.code, code);
    assert.ok(error.message.includes(path), error.message);
    return true;
  });
}

describe('files over ssh, for the editor', () => {
  const sshd = new Sshd();
  let machine: SshMachine;
  let files: RemoteFiles;
  let work: string;
  const at = (name: string): string => join(work, name);

  before(async () => {
    await sshd.start();
    machine = sshd.machine();
    ({ files } = machine);
    work = join(sshd.directory, 'work');
    mkdirSync(work);
  });
  after(async () => {
    machine.close();
    await sshd.stop();
  });

  it('glances at nothing before there is a connection', async () => {
    assert.equal(await files.glance(work), undefined);
    await files.stat(work);
    assert.deepEqual(await files.glance(work), []);
    await rejectsWith(files.glance(at('gone')), 'file-missing', 'gone');
  });

  it('tells what is there', async () => {
    writeFileSync(at('inventory.ini'), '[all]\n');
    chmodSync(at('inventory.ini'), 0o444);
    symlinkSync('inventory.ini', at('link'));
    symlinkSync('nowhere', at('dangling'));
    mkdirSync(at('group_vars'));
    const seen = (await files.readDirectory(work)).map(
      ({ name, stat: { kind, isLink, isWritable } }) => [name, kind, isLink, isWritable].join(' '),
    );
    assert.deepEqual(seen.sort(), [
      'dangling other true true',
      'group_vars directory false true',
      'inventory.ini file false false',
      'link file true false',
    ]);
    const stat = await files.stat(at('link'));
    assert.equal(stat.size, 6);
    assert.equal(stat.modifiedAt, Math.floor(statSync(at('inventory.ini')).mtimeMs / 1000) * 1000);
    await rejectsWith(files.stat(at('gone')), 'file-missing', 'gone');
    await rejectsWith(files.readDirectory(at('gone')), 'file-missing', 'gone');
  });

  it('writes what a link points at, keeping the mode', async () => {
    writeFileSync(at('target'), 'old');
    chmodSync(at('target'), 0o640);
    symlinkSync('target', at('pointer'));
    await files.write(at('pointer'), bytes('neu ü'), anyhow);
    assert.equal(readFileSync(at('target'), 'utf8'), 'neu ü');
    assert.equal(statSync(at('target')).mode & 0o777, 0o640);
    assert.ok(lstatSync(at('pointer')).isSymbolicLink());
    assert.deepEqual(Buffer.from(await files.read(at('target'))), Buffer.from('neu ü'));
  });

  it('creates and replaces only as it may', async () => {
    await rejectsWith(
      files.write(at('new'), bytes(''), { mayCreate: false, mayReplace: true }),
      'file-missing',
      'new',
    );
    await files.write(at('new'), bytes('1'), { mayCreate: true, mayReplace: false });
    await rejectsWith(
      files.write(at('new'), bytes('2'), { mayCreate: true, mayReplace: false }),
      'file-exists',
      'new',
    );
    await rejectsWith(files.write(at('no/new'), bytes(''), anyhow), 'file-missing', 'new');
    assert.equal(readFileSync(at('new'), 'utf8'), '1');
  });

  it('makes, renames and removes', async () => {
    await files.createDirectory(at('a'));
    await rejectsWith(files.createDirectory(at('a')), 'file-exists', '/a');
    await files.write(at('a/x'), bytes('x'), anyhow);
    await files.write(at('y'), bytes('y'), anyhow);
    await rejectsWith(
      files.rename(at('y'), at('a/x'), { mayReplace: false }),
      'file-exists',
      'a/x',
    );
    await files.rename(at('y'), at('a/x'), { mayReplace: true });
    assert.equal(readFileSync(at('a/x'), 'utf8'), 'y');
    await files.rename(at('a'), at('b'), { mayReplace: false });
    await rejectsWith(files.remove(at('b'), { recursive: false }), 'disk', '/b');
    await files.remove(at('b'), { recursive: true });
    assert.equal(existsSync(at('b')), false);
    await rejectsWith(files.remove(at('b'), { recursive: true }), 'file-missing', '/b');
    await rejectsWith(files.rename(at('b'), at('c'), { mayReplace: true }), 'file-missing', '/b');
  });
});
