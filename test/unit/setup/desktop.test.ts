import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
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
  function choose(
    code: string | undefined,
    environment: NodeJS.ProcessEnv,
    signal = 'new AbortController().signal',
  ): { readonly outcome: string; readonly said: string } {
    if (code !== undefined) writeFileSync(place('code'), code, { mode: 0o755 });
    const module = JSON.stringify(path.join(root, 'test/setup/desktop.mjs'));
    const script = `import { openDesktop } from ${module};
      const opened = openDesktop('${deployment}', ${signal});
      process.stderr.write(String(await opened.catch(({ name }) => name)));`;
    const env = { PATH: place(), ...environment };
    const argv = ['--input-type=module', '--eval', script];
    const { stdout, stderr } = spawnSync(process.execPath, argv, { env, encoding: 'utf8' });
    return { outcome: stderr, said: stdout };
  }
  const works = '#!/bin/sh\nprintf "%s\\n" "$@"\n';

  for (const display of ['DISPLAY', 'WAYLAND_DISPLAY']) {
    it(`opens where ${display} is, with these arguments`, () => {
      const { outcome, said } = choose(works, { [display]: ':0' });
      assert.equal(outcome, 'true');
      assert.ok(said.endsWith(`${desktopArguments(deployment).join('\n')}\n`), said);
    });
  }

  const elsewhere: readonly (readonly [string, string | undefined, NodeJS.ProcessEnv])[] = [
    ['there is no display', works, { DISPLAY: '' }],
    ['there is no code', undefined, { DISPLAY: ':0' }],
    ['code is that of a remote window', works, { DISPLAY: ':0', VSCODE_IPC_HOOK_CLI: '/tmp/ipc' }],
  ];
  for (const [where, code, environment] of elsewhere) {
    it(`is left to a browser where ${where}`, () => {
      assert.deepEqual(choose(code, environment), { outcome: 'false', said: '' });
    });
  }

  it('is left to a browser where code refuses, and shows why', () => {
    const { outcome, said } = choose('#!/bin/sh\necho no window >&2; exit 3\n', { DISPLAY: ':0' });
    assert.equal(outcome, 'no window\nfalse');
    assert.ok(said.includes('did not open VS Code: it ended with status 3'), said);
  });

  it('is left to a browser where code cannot be started, and says why', () => {
    const { outcome, said } = choose('#!/absent/interpreter\n', { DISPLAY: ':0' });
    assert.equal(outcome, 'false');
    assert.match(said, /did not open VS Code: spawn .* ENOENT/);
  });

  it('is given up by Ctrl-C, not left to a browser', () => {
    const { outcome } = choose(works, { DISPLAY: ':0' }, 'AbortSignal.abort()');
    assert.equal(outcome, 'AbortError');
  });
});
