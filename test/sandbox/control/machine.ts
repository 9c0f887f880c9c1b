import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isListening } from './addresses';
import { sshPort } from './layout';
import { environmentOf, pidNamespace, processIds, signal } from './processes';
import { type Finished, run, runOrThrow } from './run';
import { until } from './until';

/** One machine of a sandbox: an address, a disk that outlives a power cut, and processes of its own. */
export interface Machine {
  readonly name: string;
  readonly address: string;
  readonly directory: string;
}

const marker = 'DM_SANDBOX_MACHINE';

/** Writes a machine's fixed files and mounts its empty disk. `authorizedKey` makes it a prepared machine. */
export async function createMachine(
  machine: Machine,
  rootPassword: string,
  authorizedKey: string | undefined,
): Promise<void> {
  const disk = path.join(machine.directory, 'disk');
  await mkdir(disk, { recursive: true });
  await writeFile(path.join(machine.directory, 'root_password'), rootPassword, { mode: 0o600 });
  if (authorizedKey !== undefined) {
    await writeFile(path.join(machine.directory, 'authorized_key'), authorizedKey);
  }
  const key = path.join(machine.directory, 'host_key');
  await runOrThrow(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-C', machine.name, '-f', key]);
  await runOrThrow(['mount', '-t', 'tmpfs', '-o', 'size=1g,mode=755', 'dm-sandbox', disk]);
}

/** Switches a machine on and waits until its sshd accepts connections. */
export async function powerOn(machine: Machine, source: string): Promise<void> {
  const boot = path.join(source, 'machine', 'boot.sh');
  const log = path.join(machine.directory, 'boot.log');
  const output = openSync(log, 'w', 0o600);
  const child = spawn(
    'unshare',
    [
      ...[
        '--mount',
        '--uts',
        '--ipc',
        '--pid',
        '--fork',
        '--kill-child',
        '--propagation',
        'private',
      ],
      ...['bash', boot, machine.directory, machine.name, machine.address, String(sshPort)],
    ],
    {
      detached: true,
      stdio: ['ignore', output, output],
      cwd: '/',
      env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C.UTF-8', [marker]: machine.directory },
    },
  );
  closeSync(output);
  child.unref();
  await until(`${machine.name} (${machine.address}) accepts ssh`, async () => {
    if (child.exitCode !== null) {
      throw new Error(`${machine.name} did not start: ${await readFile(log, 'utf8')}`);
    }
    return isListening(machine.address, sshPort);
  });
  await chmod(machine.directory, 0o700);
}

/** The process id of a machine's process 1, as this computer sees it; undefined when it is off. */
export function initProcess(machine: Machine): number | undefined {
  const file = path.join(machine.directory, 'pid');
  const pid = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  const isOurs = pid > 0 && environmentOf(pid).includes(`${marker}=${machine.directory}`);
  return isOurs ? pid : undefined;
}

/** Runs a program in a machine as root. */
export function execute(
  machine: Machine,
  argv: readonly string[],
  input?: string,
): Promise<Finished> {
  const pid = initProcess(machine);
  if (pid === undefined) {
    throw new Error(`${machine.name} is off.`);
  }
  const enter = ['nsenter', '-t', String(pid), '-m', '-u', '-i', '-p', '--'];
  // its systemctl lies before the computer's own, whatever the caller's PATH is
  const searched = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
  const environment = ['env', '-i', `PATH=${searched}`, 'HOME=/root', 'LANG=C.UTF-8'];
  return run([...enter, ...environment, ...argv], {
    cwd: '/',
    ...(input === undefined ? {} : { input }),
  });
}

/** Cuts the power: every process is gone at once, the disk stays. */
export async function powerOff(machine: Machine): Promise<void> {
  const pid = initProcess(machine);
  if (pid !== undefined) {
    signal(pid, 'SIGKILL');
    await until(`${machine.name} is off`, () => initProcess(machine) === undefined);
  }
  await rm(path.join(machine.directory, 'pid'), { force: true });
}

/** SIGSTOP or SIGCONT to every process of a machine, those that serve ssh connections included. */
export function signalAll(machine: Machine, what: 'SIGSTOP' | 'SIGCONT'): void {
  const init = initProcess(machine);
  if (init === undefined) {
    throw new Error(`${machine.name} is off.`);
  }
  const namespace = pidNamespace(init);
  const reached = new Set<number>();
  const rest = () =>
    processIds().filter((pid) => !reached.has(pid) && pidNamespace(pid) === namespace);
  // again, for what a process started between the look and its signal
  for (let fresh = rest(); fresh.length > 0; fresh = rest()) {
    for (const pid of fresh) {
      signal(pid, what);
      reached.add(pid);
    }
  }
}
