import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { matchesPattern } from '../../src/vscode/remote/remoteFolders';
import { Sshd } from '../unit/node/ssh/sshSandbox';
import { activateExtension } from './support';

const inventory = '[dm_worker_servers]\ndm_worker1 ansible_host=127.0.0.1 source_id="s1"\n';

function rejectsWith(work: Thenable<unknown>, code: string): Promise<void> {
  return assert.rejects(Promise.resolve(work), (error) => {
    assert.ok(error instanceof vscode.FileSystemError, String(error));
    assert.equal(error.code, code);
    return true;
  });
}

describe('a deployment on another machine', () => {
  const sshd = new Sshd();
  const home = process.env['HOME'];
  let root: vscode.Uri;
  const at = (...names: readonly string[]): vscode.Uri => vscode.Uri.joinPath(root, ...names);

  before(async () => {
    await activateExtension();
    await sshd.start();
    // The extension runs in this process: it logs in with what it finds in this home.
    mkdirSync(join(sshd.directory, '.ssh'));
    writeFileSync(
      join(sshd.directory, '.ssh/config'),
      [
        'Host *',
        'HostKeyAlias sandbox',
        `IdentityFile ${sshd.directory}/user`,
        'IdentitiesOnly yes',
        `UserKnownHostsFile ${sshd.directory}/known_hosts`,
      ].join('\n'),
    );
    process.env['HOME'] = sshd.directory;
    mkdirSync(join(sshd.directory, 'dm-ansible'));
    writeFileSync(join(sshd.directory, 'dm-ansible/inventory.ini'), inventory);
    root = vscode.Uri.from({
      scheme: 'dm-control',
      authority: `${userInfo().username}@127.0.0.1:${sshd.port}`,
      path: `${sshd.directory}/dm-ansible`,
    });
  });
  after(async () => {
    process.env['HOME'] = home;
    await sshd.stop();
  });

  it('is a file system for the editor', async () => {
    const { fs } = vscode.workspace;
    assert.deepEqual(await fs.readDirectory(root), [['inventory.ini', vscode.FileType.File]]);
    await fs.writeFile(at('a', '..', 'new.ini'), new TextEncoder().encode('ü'));
    assert.equal(new TextDecoder().decode(await fs.readFile(at('new.ini'))), 'ü');
    assert.equal((await fs.stat(at('new.ini'))).size, 2);
    await rejectsWith(fs.stat(at('gone')), 'FileNotFound');
    await rejectsWith(
      fs.rename(at('new.ini'), at('inventory.ini'), { overwrite: false }),
      'FileExists',
    );
    await fs.rename(at('new.ini'), at('old.ini'));
    await fs.delete(at('old.ini'));
    await rejectsWith(fs.readFile(at('old.ini')), 'FileNotFound');
  });

  it('has inventories that are edited and saved there', async () => {
    const document = await vscode.workspace.openTextDocument(at('inventory.ini'));
    assert.equal(document.languageId, 'dm-inventory');
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), '# 注释\n');
    await vscode.workspace.applyEdit(edit);
    assert.equal(await document.save(), true);
    const text = readFileSync(join(sshd.directory, 'dm-ansible/inventory.ini'), 'utf8');
    assert.equal(text, `# 注释\n${inventory}`);
  });

  it('has files that patterns mean as they would in a folder of this computer', () => {
    const isFound = (pattern: string, ...names: readonly string[]): boolean =>
      matchesPattern(at(...names), root, pattern);
    assert.equal(isFound('**/*.ini', 'inventory.ini'), true);
    assert.equal(isFound('*.ini', 'inventory.ini'), true);
    assert.equal(isFound('**/{hosts,inventory}.{prod,ini}', 'hosts.prod'), true);
    assert.equal(isFound('**/hosts', 'hosts'), true);
    assert.equal(isFound('**/hosts', 'hosts.prod'), false);
    assert.equal(isFound('**/*.ini', 'inventory.ini.bak'), false);
    assert.equal(isFound('*.ini', 'deep', 'inventory.ini'), false);
    assert.equal(isFound('prod/*.ini', 'inventory.ini'), false);
  });

  it('does not open what is no address', async () => {
    const wrong = vscode.Uri.from({ scheme: 'dm-control', authority: 'a@b@c', path: '/' });
    await rejectsWith(vscode.workspace.fs.stat(wrong), 'Unavailable');
  });
});
