import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { releaseOctet } from './addresses';
import { layoutOf } from './layout';
import { powerOff } from './machine';
import { run } from './run';
import { until } from './until';

/** Removes a sandbox with all that it left: processes, mounts, addresses, files. Goes by its directory alone. */
export async function tearDown(directory: string): Promise<void> {
  const layout = layoutOf(directory);
  endControlProcesses(directory);
  for (const name of await readdir(layout.machines).catch(() => [])) {
    await powerOff({ name, address: '', directory: path.join(layout.machines, name) });
  }
  await until(`nothing is mounted below ${directory}`, async () => {
    const mounts = mountsBelow(directory);
    for (const mount of mounts.reverse()) {
      await run(['umount', mount]);
    }
    return mounts.length === 0;
  });
  await until(`no process works in ${directory}`, () => endControlProcesses(directory) === 0);
  const octet = Number(await readFile(path.join(directory, 'octet'), 'utf8').catch(() => ''));
  await rm(directory, { recursive: true, force: true });
  if (octet > 0) {
    await releaseOctet(octet, directory);
  }
}

/** Removes the sandboxes whose owner ended without disposing of them. */
export async function sweepAbandoned(state: string): Promise<void> {
  for (const name of await readdir(state).catch(() => [])) {
    const layout = layoutOf(path.join(state, name));
    const owner = Number(await readFile(layout.owner, 'utf8').catch(() => ''));
    if (owner > 0 && !isRunning(owner)) {
      await tearDown(layout.directory);
    }
  }
}

export function mountsBelow(directory: string): string[] {
  return readFileSync('/proc/self/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[1] ?? '')
    .filter((target) => target.startsWith(`${directory}/`));
}

/**
 * Ends what Ansible left on the control machine: runs in the deployment, and ssh's masters, which
 * ControlPersist keeps for a minute and which nobody else would end. How many there were.
 */
function endControlProcesses(directory: string): number {
  let count = 0;
  for (const entry of readdirSync('/proc')) {
    const pid = Number(entry);
    if (/^\d+$/.test(entry) && pid !== process.pid && belongsTo(directory, pid)) {
      count++;
      signal(pid, 'SIGKILL');
    }
  }
  return count;
}

function belongsTo(directory: string, pid: number): boolean {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    if (command.includes(`${directory}/cp/`)) {
      return command.startsWith('ssh');
    }
    const isInside = readlinkSync(`/proc/${pid}/cwd`).startsWith(`${directory}/`);
    return isInside && /\bansible(-\w+)?\b/.test(command);
  } catch {
    return false; // the process ended
  }
}

function isRunning(pid: number): boolean {
  return signal(pid, 0);
}

function signal(pid: number, what: 'SIGKILL' | 0): boolean {
  try {
    return process.kill(pid, what);
  } catch {
    return false; // the process ended
  }
}
