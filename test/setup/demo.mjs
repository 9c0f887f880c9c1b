// `npm run demo`: a sandbox and VS Code on it, until Ctrl-C. With --check, it starts everything on
// the VS Code server, fetches the page once, and ends.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { prepare } from './prepare.mjs';
import { findProgram } from './programs.mjs';
import { root, runOrThrow, say } from './run.mjs';

const isCheck = process.argv.includes('--check');
const sandboxName = 'demo';
const typescript = (file, ...argv) => ['--import', 'tsx', path.join(root, file), ...argv];

await prepare({ browser: false });
const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => interrupted.abort());
const interruption = once(interrupted.signal, 'abort');

say('Building the extension');
await runOrThrow('npm', ['run', '--silent', 'build:production']);
say('Starting the sandbox: machines of its own, DM deployed on them (this takes a while)');
try {
  const directory = await startSandbox();
  const code = findProgram('code');
  const hasDisplay = Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
  if (code !== undefined && hasDisplay && !isCheck) await showOnDesktop(code, directory);
  else await showInBrowser(directory);
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

async function showOnDesktop(code, directory) {
  say(`Opening VS Code on ${directory}; Ctrl-C here ends the sandbox`);
  // As root, VS Code starts only with these two.
  const asRoot = ['--no-sandbox', '--user-data-dir', path.join(directory, '../vscode')];
  const argv = [...asRoot, `--extensionDevelopmentPath=${root}`, directory];
  spawn(code, argv, { stdio: 'ignore', detached: true }).unref();
  await interruption;
}

async function showInBrowser(directory) {
  const vsix = path.join(root, 'dist/extension.vsix');
  say('Packaging the extension');
  await runOrThrow('npm', ['run', '--silent', 'package', '--', '--out', vsix]);
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
