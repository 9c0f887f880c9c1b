import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { desktopArguments } from '../../setup/desktop.mjs';
import { root } from '../../support/sourceFiles';
import { temporaryDirectory } from '../../support/temporaryDirectory';

describe('the demo on the desktop', () => {
  const place = temporaryDirectory();
  const deployment = '/tmp/sandbox/dm-ansible';

  it('trusts the deployment, runs as root, and has the extension of this folder', () => {
    assert.deepEqual(desktopArguments(deployment), [
      '--no-sandbox',
      '--user-data-dir',
      '/tmp/sandbox/vscode',
      '--disable-workspace-trust',
      `--extensionDevelopmentPath=${root}`,
      deployment,
    ]);
  });

  /** What the demo's choice says and returns; `code` is a shell script, or absent. */
  async function choose(
    code: string | undefined,
    environment: NodeJS.ProcessEnv,
  ): Promise<{ readonly outcome: string; readonly said: string }> {
    if (code !== undefined) writeFileSync(place('code'), code, { mode: 0o755 });
    const module = JSON.stringify(path.join(root, 'test/setup/desktop.mjs'));
    const script = `import { showOnDesktop } from ${module};
      const interrupted = new AbortController();
      process.on('SIGTERM', () => interrupted.abort());
      const shown = showOnDesktop('${deployment}', interrupted.signal);
      process.stderr.write(String(await shown.catch(({ name }) => name)));`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      env: { PATH: place(), ...environment },
    });
    let [outcome, said] = ['', ''];
    child.stderr.on('data', (chunk: Buffer) => {
      outcome += chunk.toString();
    });
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (/VS Code is open|code hangs/.test(said)) child.kill();
    });
    await once(child, 'close');
    return { outcome, said };
  }
  const works = '#!/bin/sh\nprintf "%s\\n" "$@"\n';

  for (const display of ['DISPLAY', 'WAYLAND_DISPLAY']) {
    it(`opens where ${display} is, with these arguments, and waits for Ctrl-C`, async () => {
      const { outcome, said } = await choose(works, { [display]: ':0' });
      assert.equal(outcome, 'true');
      assert.ok(said.includes(`\n${desktopArguments(deployment).join('\n')}\n`), said);
      assert.ok(said.includes('VS Code is open'), said);
    });
  }

  const elsewhere: readonly (readonly [string, string | undefined, NodeJS.ProcessEnv])[] = [
    ['there is no display', works, { DISPLAY: '' }],
    ['there is no code', undefined, { DISPLAY: ':0' }],
    ['code is that of a remote window', works, { DISPLAY: ':0', VSCODE_IPC_HOOK_CLI: '/tmp/ipc' }],
  ];
  for (const [where, code, environment] of elsewhere) {
    it(`is left to a browser where ${where}`, async () => {
      assert.deepEqual(await choose(code, environment), { outcome: 'false', said: '' });
    });
  }

  it('is left to a browser where code refuses, and shows why', async () => {
    const refuses = '#!/bin/sh\necho no window >&2; exit 3\n';
    const { outcome, said } = await choose(refuses, { DISPLAY: ':0' });
    assert.equal(outcome, 'no window\nfalse');
    assert.ok(said.includes('did not open VS Code: it ended with status 3'), said);
  });

  it('is left to a browser where code cannot be started, and says why', async () => {
    const { outcome, said } = await choose('#!/absent/interpreter\n', { DISPLAY: ':0' });
    assert.equal(outcome, 'false');
    assert.match(said, /did not open VS Code: spawn .* ENOENT/);
  });

  it('is given up by Ctrl-C while code hangs, not left to a browser', async () => {
    const hangs = '#!/bin/sh\necho code hangs; exec /bin/sleep 1000\n';
    assert.equal((await choose(hangs, { DISPLAY: ':0' })).outcome, 'AbortError');
  });
});
