// The demo in VS Code on the desktop, where there is one.
import { once } from 'node:events';
import path from 'node:path';
import { findProgram } from './programs.mjs';
import { root, run, say } from './run.mjs';

/**
 * Shows a deployment in the desktop's VS Code, until `signal` is aborted.
 * @param {string} directory the deployment
 * @param {AbortSignal} signal
 * @param {NodeJS.ProcessEnv} [environment]
 * @returns {Promise<boolean>} false where there is none, or where it did not start, which is said
 */
export async function showOnDesktop(directory, signal, environment = process.env) {
  const code = findDesktop(environment);
  if (code === undefined) return false;
  say(`Opening VS Code on ${directory}`);
  const obstacle = await open(code, directory, { env: environment, signal });
  signal.throwIfAborted();
  if (obstacle !== undefined) {
    say(`${code} did not open VS Code: ${obstacle}`);
    return false;
  }
  say('VS Code is open; Ctrl-C here ends the sandbox');
  await aborted(signal);
  return true;
}

// `code` ends as soon as it has started the window.
async function open(code, directory, options) {
  try {
    const argv = desktopArguments(directory);
    const { status } = await run(code, argv, { stdio: 'inherit', ...options });
    return status === 0 ? undefined : `it ended with status ${status}`;
  } catch (error) {
    return error.message;
  }
}

// Somebody who waits for a signal, and be it Ctrl-C, does not keep Node from ending: a timer does.
async function aborted(signal) {
  const longest = 2 ** 31 - 1;
  const timer = setInterval(() => {}, longest);
  await once(signal, 'abort');
  clearInterval(timer);
}

/**
 * The desktop's `code`, where it can open a window. In a terminal of a remote VS Code, `code` is
 * another program, which opens files in that window and knows none of our options.
 * @param {NodeJS.ProcessEnv} environment
 * @returns {string | undefined}
 */
function findDesktop({ DISPLAY, WAYLAND_DISPLAY, VSCODE_IPC_HOOK_CLI, PATH }) {
  const hasDisplay = Boolean(DISPLAY || WAYLAND_DISPLAY);
  return hasDisplay && !VSCODE_IPC_HOOK_CLI ? findProgram('code', PATH) : undefined;
}

/**
 * What `code` is told, to open a deployment with the extension of this folder.
 * @param {string} directory the deployment
 * @returns {readonly string[]}
 */
export const desktopArguments = (directory) => [
  // As root, VS Code starts only with these two.
  ...['--no-sandbox', '--user-data-dir', path.join(directory, '../vscode')],
  // In a profile that is new, each command that runs something would wait for trust.
  '--disable-workspace-trust',
  `--extensionDevelopmentPath=${root}`,
  directory,
];
