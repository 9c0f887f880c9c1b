import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { root, runOrThrow, say } from './run.mjs';

/** Installs npm packages where they are missing or older than their lock. */
export async function installNodePackages() {
  if (isStale('.')) {
    say('Installing the npm packages: npm ci');
    await runOrThrow('npm', ['ci']);
  }
  if (isStale('test/host/vscode')) {
    say('Installing VS Code as a server: npm ci --prefix test/host/vscode (280 MB on disk)');
    await runOrThrow('npm', ['ci', '--prefix', 'test/host/vscode']);
  }
}

function isStale(folder) {
  const lock = path.join(root, folder, 'package-lock.json');
  // npm writes this one last
  const installed = path.join(root, folder, 'node_modules/.package-lock.json');
  return !existsSync(installed) || statSync(installed).mtimeMs < statSync(lock).mtimeMs;
}
