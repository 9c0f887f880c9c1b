import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder: everything here runs in it. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/**
 * Runs a program, shows what it prints, and returns its status with its standard output.
 * @param {string} command
 * @param {readonly string[]} argv
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<{ status: number, output: string }>} status 1 when a signal ended it
 */
export function run(command, argv, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, argv, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
      ...options,
    });
    let output = '';
    child.stdout?.on('data', (chunk) => {
      output += chunk;
      process.stdout.write(chunk);
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ status: code ?? 1, output }));
  });
}

/** As run, but throws unless the status is 0. */
export async function runOrThrow(command, argv, options) {
  const { status, output } = await run(command, argv, options);
  if (status !== 0) throw new Error(`${[command, ...argv].join(' ')} ended with status ${status}`);
  return output;
}

/** Says what happens next, so that nobody wonders what is being installed. */
export function say(sentence) {
  console.log(`\n==> ${sentence}`);
}
