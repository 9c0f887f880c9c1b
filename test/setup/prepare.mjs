import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { installNodePackages } from './nodePackages.mjs';
import { neededNode, nodeObstacle } from './nodeVersion.mjs';
import { findProgram } from './programs.mjs';
import { root, run, say } from './run.mjs';
import { allPackages, installSystemPackages } from './systemPackages.mjs';

/**
 * Makes this machine ready for the sandbox: npm packages as the user who called, the rest as root,
 * for which the whole script is started again with sudo when that asks for no password. Ends this
 * process with one sentence where it cannot be done.
 * @param {{ browser: boolean }} needs
 */
export async function prepare(needs) {
  const obstacle = findObstacle();
  if (obstacle !== undefined) {
    console.error(obstacle);
    process.exit(1);
  }
  try {
    await installNodePackages();
    if (process.getuid() !== 0) process.exit(await startAgainAsRoot());
    await installSystemPackages(needs);
  } catch (error) {
    console.error(`The set-up did not succeed: ${error.message}`);
    process.exit(1);
  }
}

function findObstacle() {
  const tooOld = nodeObstacle();
  if (tooOld !== undefined) return tooOld;
  if (process.platform !== 'linux')
    return `The sandbox makes machines out of Linux namespaces: run this as root in a Debian or Ubuntu machine with Node ${neededNode} (npm run check runs everywhere), which installs ${allPackages}.`;
  if (findProgram('apt-get') === undefined)
    return `This installs with apt, which is not here: run it as root on Debian or Ubuntu, which installs ${allPackages}.`;
  if (process.getuid() === 0 || hasSudo()) return undefined;
  return `The sandbox needs root: run this as root, or with a sudo that asks for no password; it installs ${allPackages}.`;
}

const hasSudo = () => spawnSync('sudo', ['-n', 'true']).status === 0;

async function startAgainAsRoot() {
  say('Going on as root (sudo), which the sandbox needs');
  // Ctrl-C reaches the other process by itself; this one has to outlive it.
  process.on('SIGINT', () => {});
  const environment = ['env', `PATH=${process.env.PATH}`];
  const argv = ['-n', '-E', ...environment, process.execPath, ...process.argv.slice(1)];
  const { status } = await run('sudo', argv, { stdio: 'inherit' });
  // What root built is the caller's to build again.
  const built = ['dist', 'out'].filter((folder) => existsSync(path.join(root, folder)));
  const owner = `${process.getuid()}:${process.getgid()}`;
  await run('sudo', ['-n', 'chown', '-R', owner, ...built], { stdio: 'inherit' });
  return status;
}
