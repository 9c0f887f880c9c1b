import { spawnSync } from 'node:child_process';
import { findProgram } from './programs.mjs';
import { runOrThrow, say } from './run.mjs';

// What sandbox and tests call, and the Debian package that has it.
const sandboxPrograms = {
  'ansible-playbook': 'ansible',
  sshd: 'openssh-server',
  ssh: 'openssh-client',
  sshpass: 'sshpass',
  sudo: 'sudo',
  ip: 'iproute2',
  curl: 'curl',
  ps: 'procps',
  unshare: 'util-linux',
  python3: 'python3',
};
// Any of them will do (test/host/browser.ts).
const browsers = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** Everything by its Debian name, for a sentence. */
export const allPackages = [...new Set(Object.values(sandboxPrograms)), 'chromium'].join(' ');

/**
 * Installs with apt what is missing; needs root.
 * @param {{ browser: boolean }} needs whether the UI tests will run
 */
export async function installSystemPackages(needs) {
  const missing = Object.keys(sandboxPrograms).filter((name) => findProgram(name) === undefined);
  const packages = [...new Set(missing.map((name) => sandboxPrograms[name]))];
  const hasBrowser =
    process.env.CHROMIUM !== undefined || browsers.some((name) => findProgram(name) !== undefined);
  if (packages.length === 0 && (hasBrowser || !needs.browser)) return;

  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  say('Reading the package lists: apt-get update');
  await runOrThrow('apt-get', ['update', '-q'], options);
  const wanted = needs.browser && !hasBrowser ? [...packages, browserPackage()] : packages;
  say(`Installing what the sandbox and the tests need: ${wanted.join(' ')}`);
  const install = ['install', '-y', '-q', '--no-install-recommends', ...wanted];
  await runOrThrow('apt-get', install, options);
}

// Ubuntu calls it chromium-browser.
function browserPackage() {
  const { stdout } = spawnSync('/usr/bin/apt-cache', ['policy', 'chromium'], { encoding: 'utf8' });
  return /Candidate: \d/.test(stdout) ? 'chromium' : 'chromium-browser';
}
