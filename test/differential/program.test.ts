import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readJson, root } from '../support/sourceFiles';

const program = path.join(root, 'dist/cli.js');
const env = { ...process.env, LANG: 'C.UTF-8', LC_ALL: '' };

// The bundle as a CI job calls it; what it answers is tested in test/unit/cli.
describe('dist/cli.js', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'dm-cli-'));
    writeFileSync(path.join(folder, 'good.ini'), '[a]\nh1 x=1\n');
    writeFileSync(path.join(folder, 'bad.ini'), '[a]\nh1 bad\n');
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  function run(...argv: readonly string[]) {
    const { status, stdout, stderr } = spawnSync(program, argv, { cwd: folder, env });
    return { status, stdout: String(stdout), stderr: String(stderr) };
  }

  it('is a program', () => {
    assert.match(readFileSync(program, 'utf8'), /^#!\/usr\/bin\/env node\n/);
    const { version } = readJson('package.json') as { readonly version: string };
    assert.deepEqual(run('--version'), { status: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('exits with what it found', () => {
    assert.equal(run('lint', 'good.ini').status, 0);
    assert.equal(run('lint', 'good.ini', 'bad.ini').status, 1);
    assert.equal(run('list', 'bad.ini').status, 1);
    assert.equal(run('lint').status, 64);
    assert.equal(run('lint', 'none.ini').status, 66);
    assert.equal(run('lint', '.').status, 66);
  });

  it('reads the files beside', () => {
    const deployment = path.join(root, 'test/fixtures/inventory/corpus-tree/dm-like');
    const { status, stdout } = run('list', path.join(deployment, 'inventory.ini'));
    assert.equal(status, 0);
    assert.deepEqual(
      JSON.parse(stdout),
      readJson(path.relative(root, path.join(deployment, 'expected.json'))),
    );
  });

  it('speaks Chinese', () => {
    assert.match(run('lint', 'bad.ini', '--lang', 'zh-cn').stdout, /\p{Script=Han}/u);
  });

  it('ends quietly when nobody reads on', async () => {
    const hosts = `[a]\nh[1:99999] x=${'y'.repeat(50)}\n`;
    writeFileSync(path.join(folder, 'large.ini'), hosts);
    const child = spawn(program, ['list', 'large.ini'], { cwd: folder, env });
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    child.stdout.once('data', () => {
      child.stdout.destroy();
    });
    const status = await new Promise((resolve) => {
      child.once('close', resolve);
    });
    assert.deepEqual([status, stderr], [0, '']);
  });
});
