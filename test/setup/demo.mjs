// `npm run demo`: a sandbox and VS Code on it, until Ctrl-C. With --check, it starts everything on
// the VS Code server, fetches the page once, and ends.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { showOnDesktop } from './desktop.mjs';
import { prepare } from './prepare.mjs';
import { root, runOrThrow, say } from './run.mjs';

const isCheck = process.argv.includes('--check');
const sandboxName = 'demo';
const typescript = (file, ...argv) => ['--import', 'tsx', path.join(root, file), ...argv];

await prepare({ browser: false });
const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => interrupted.abort());
const interruption = once(interrupted.signal, 'abort');

say('Building and packaging the extension');
const vsix = path.join(root, 'dist/extension.vsix');
await runOrThrow('npm', ['run', '--silent', 'package', '--', '--out', vsix]);
say('Starting the sandbox: machines of its own, DM deployed on them (this takes a while)');
try {
  const directory = await startSandbox();
  const isShown = !isCheck && (await showOnDesktop(directory, interrupted.signal));
  if (!isShown) await showInBrowser(directory);
} catch (error) {
  // Ctrl-C ends the children too, which is no news then.
  if (!interrupted.signal.aborted) {
    console.error(error.message);
    process.exitCode = 1;
  }
} finally {
  say('Ending the sandbox');
  await runOrThrow(
    process.execPath,
    typescript('test/sandbox/cli.ts', 'down', '--name', sandboxName),
  );
}

async function startSandbox() {
  const argv = typescript('test/sandbox/cli.ts', 'up', '--name', sandboxName, '--tasks');
  const output = await runOrThrow(process.execPath, argv);
  return output.trim().split('\n').at(-1);
}

async function showInBrowser(directory) {
  say('Starting VS Code as a server on 127.0.0.1');
  const argv = typescript('test/host/serve.ts', '--folder', directory, '--vsix', vsix);
  const server = spawn(process.execPath, argv, {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  const ended = once(server, 'exit');
  try {
    const [address] = await Promise.race([
      once(createInterface(server.stdout), 'line'),
      ended.then(() => Promise.reject(new Error('the VS Code server did not start'))),
    ]);
    if (isCheck) await checkPage(address);
    else {
      say(`Open ${address} in a browser; Ctrl-C here ends VS Code and the sandbox`);
      await Promise.race([interruption, ended]);
    }
  } finally {
    server.kill();
    await ended;
  }
}

// The server trades the token for a cookie and sends the browser on without it.
async function checkPage(address) {
  const first = await fetch(address, { redirect: 'manual' });
  const next = new URL(first.headers.get('location') ?? address, address);
  const cookie = first.headers.getSetCookie().map((one) => one.split(';')[0]);
  const page = await fetch(next, { headers: { cookie: cookie.join('; ') } });
  if (!page.ok || !(await page.text()).includes('vscode-workbench-web-configuration'))
    throw new Error(`${address} answered ${page.status} and not with a workbench`);
  say(`The workbench answers at ${address}`);
}
