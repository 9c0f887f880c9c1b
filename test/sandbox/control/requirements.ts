import { constants } from 'node:fs';
import { access, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { run } from './run';

const packages: Readonly<Record<string, string>> = {
  unshare: 'util-linux',
  nsenter: 'util-linux',
  sshd: 'openssh-server',
  ssh: 'openssh-client',
  'ssh-keygen': 'openssh-client',
  sudo: 'sudo',
  useradd: 'passwd',
  tar: 'tar',
  'ansible-playbook': 'ansible-core',
};

/** What is missing on this computer for a sandbox, in one sentence; undefined when nothing is. */
export async function missingRequirement(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    return 'The sandbox needs Linux and root (namespaces and mounts).';
  }
  const missing = await missingPrograms();
  if (missing.length > 0) {
    const names = [...new Set(missing.map((program) => packages[program] ?? program))].join(' ');
    return `The sandbox needs ${missing.join(', ')}: apt-get install --no-install-recommends ${names}`;
  }
  if (!(await hasOverlay())) {
    return 'The sandbox needs overlayfs, which this kernel does not offer: modprobe overlay.';
  }
  if (!(await isOneFileSystem())) {
    return 'The sandbox needs /usr, /etc and /var on the root file system, over which it lays its machines.';
  }
  const namespaces = await run(['unshare', '--mount', '--uts', '--ipc', '--pid', '--fork', 'true']);
  if (namespaces.status !== 0) {
    return `The sandbox needs namespaces (in a container: --privileged): ${namespaces.stderr.trim()}`;
  }
  return undefined;
}

async function missingPrograms(): Promise<string[]> {
  const folders = [...(process.env['PATH'] ?? '').split(path.delimiter), '/usr/sbin', '/sbin'];
  const missing: string[] = [];
  for (const program of Object.keys(packages)) {
    const found = await Promise.all(
      folders.map((folder) => isExecutable(path.join(folder, program))),
    );
    if (!found.includes(true)) {
      missing.push(program);
    }
  }
  // the machines' programs have this one in their first line
  return (await isExecutable('/usr/bin/python3')) ? missing : [...missing, '/usr/bin/python3'];
}

async function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

async function hasOverlay(): Promise<boolean> {
  const isListed = async () => /\boverlay$/m.test(await readFile('/proc/filesystems', 'utf8'));
  if (await isListed()) {
    return true;
  }
  await run(['modprobe', 'overlay']).catch(() => undefined);
  return isListed();
}

async function isOneFileSystem(): Promise<boolean> {
  const devices = await Promise.all(
    ['/', '/usr', '/etc', '/var'].map(async (x) => (await stat(x)).dev),
  );
  return new Set(devices).size === 1;
}
