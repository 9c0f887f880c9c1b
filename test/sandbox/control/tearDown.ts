import { readFileSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { releaseOctet } from './addresses';
import { layoutOf } from './layout';
import { powerOff } from './machine';
import { commandLine, processIds, signal, workingDirectory } from './processes';
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
    if (owner > 0 && !signal(owner, 0)) {
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
export function endControlProcesses(directory: string): number {
  const left = processIds().filter((pid) => pid !== process.pid && belongsTo(directory, pid));
  for (const pid of left) {
    signal(pid, 'SIGKILL');
  }
  return left.length;
}

function belongsTo(directory: string, pid: number): boolean {
  const command = commandLine(pid);
  if (command.includes(`${directory}/cp/`)) {
    return command.startsWith('ssh');
  }
  const isInside = workingDirectory(pid)?.startsWith(`${directory}/`) === true;
  return isInside && /\bansible(-\w+)?\b/.test(command);
}
