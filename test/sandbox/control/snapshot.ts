import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Layout } from './layout';
import type { Machine } from './machine';
import { run, runOrThrow } from './run';

// a directory that hides one of the computer's own (overlayfs); nothing else needs to be kept
const attributes = ['--xattrs', '--xattrs-include=trusted.overlay.opaque'];

/**
 * Where the deployed disks of this shape are kept. The name stands for everything that decides what is on
 * them: the sources, the shape, the accounts and packages of the computer underneath.
 */
export function snapshotDirectory(state: string, source: string, shape: string): string {
  const hash = createHash('sha256').update(shape);
  for (const file of sourceFiles(source)) {
    hash.update(`${file}\0`).update(readFileSync(path.join(source, file)));
  }
  for (const file of ['/etc/passwd', '/etc/shadow', '/var/lib/dpkg/status']) {
    hash.update(existsSync(file) ? String(statSync(file).mtimeMs) : '');
  }
  return path.join(state, 'snapshots', hash.digest('hex').slice(0, 16));
}

function sourceFiles(source: string): string[] {
  const inFolders = ['deployment', 'machine', 'mirror'].flatMap((folder) =>
    readdirSync(path.join(source, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(source, path.join(entry.parentPath, entry.name))),
  );
  return [...inFolders, 'control/deployment.ts'].sort();
}

/** Keeps the disks of the machines and what the deployment generated on the control machine. */
export async function saveSnapshot(
  directory: string,
  layout: Layout,
  machines: readonly Machine[],
  octet: number,
): Promise<void> {
  const temporary = `${directory}.${process.pid}`;
  await mkdir(temporary, { recursive: true });
  await writeFile(path.join(temporary, 'octet'), String(octet));
  await pack(path.join(layout.deployment, 'dmctl'), path.join(temporary, 'dmctl.tar'));
  await Promise.all(
    machines.map((machine) => pack(upper(machine), path.join(temporary, `${machine.name}.tar`))),
  );
  await rename(temporary, directory).catch(async () => {
    // another process kept the same one meanwhile
    await rm(temporary, { recursive: true, force: true });
  });
}

/** Puts kept disks under machines that are not on yet. False when there is nothing kept. */
export async function loadSnapshot(
  directory: string,
  layout: Layout,
  machines: readonly Machine[],
  octet: number,
): Promise<boolean> {
  if (!existsSync(directory)) {
    return false;
  }
  const kept = Number(await readFile(path.join(directory, 'octet'), 'utf8'));
  const targets = machines.map((machine) => [`${machine.name}.tar`, upper(machine)] as const);
  const all = [...targets, ['dmctl.tar', path.join(layout.deployment, 'dmctl')] as const];
  await Promise.all(
    all.map(async ([archive, target]) => {
      await mkdir(target, { recursive: true });
      await runOrThrow(['tar', ...attributes, '-C', target, '-xpf', path.join(directory, archive)]);
      if (kept !== octet) {
        await readdress(target, kept, octet);
      }
    }),
  );
  return true;
}

function upper(machine: Machine): string {
  return path.join(machine.directory, 'disk', 'upper');
}

async function pack(folder: string, archive: string): Promise<void> {
  await runOrThrow(['tar', ...attributes, '-C', folder, '-cpf', archive, '.']);
}

/** Rendered configurations hold addresses; the same cluster on other addresses has others. */
async function readdress(folder: string, from: number, to: number): Promise<void> {
  const pattern = `127\\.0\\.${from}\\.`;
  const { stdout } = await run(['grep', '-rlI', pattern, folder]);
  const files = stdout.split('\n').filter((file) => file !== '');
  if (files.length > 0) {
    await runOrThrow(['sed', '-i', `s/${pattern}/127.0.${to}./g`, ...files]);
  }
}
