import { mkdir, readdir, symlink } from 'node:fs/promises';

/** A directory for PATH with what a computer has, but for Ansible. */
export async function pathWithoutAnsible(directory: string): Promise<string> {
  const bare = `${directory}/bare`;
  await mkdir(bare, { recursive: true });
  for (const name of await readdir('/usr/bin')) {
    if (!name.startsWith('ansible')) await symlink(`/usr/bin/${name}`, `${bare}/${name}`);
  }
  return bare;
}
