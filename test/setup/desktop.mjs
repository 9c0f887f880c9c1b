// The demo in VS Code on the desktop, where there is one.
import path from 'node:path';
import { findProgram } from './programs.mjs';
import { root, run, say } from './run.mjs';

/**
 * Opens a deployment in the desktop's VS Code. Its `code` ends as soon as the window is there.
 * @param {string} directory the deployment
 * @param {AbortSignal} signal
 * @param {NodeJS.ProcessEnv} [environment]
 * @returns {Promise<boolean>} false where there is none, or where it did not start, which is said
 */
export async function openDesktop(directory, signal, environment = process.env) {
  const code = findDesktop(environment);
  if (code === undefined) return false;
  say(`Opening VS Code on ${directory}`);
  const options = { stdio: 'inherit', env: environment, signal };
  const obstacle = await run(code, desktopArguments(directory), options).then(
    ({ status }) => (status === 0 ? undefined : `it ended with status ${status}`),
    (error) => error.message,
  );
  signal.throwIfAborted();
  if (obstacle !== undefined) say(`${code} did not open VS Code: ${obstacle}`);
  return obstacle === undefined;
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
