import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** sshd of a machine: not 22, which a machine's own sshd may hold on all addresses. */
export const sshPort = 10022;

/**
 * Where sandboxes live: `DM_SANDBOX_STATE`, else a directory of this user's under the temporary one. Short
 * paths only: ssh's control sockets lie in it, and a socket's path has at most 108 bytes.
 */
export function stateDirectory(given?: string): string {
  const uid = process.getuid?.() ?? 0;
  return (
    given ?? process.env['DM_SANDBOX_STATE'] ?? path.join(os.tmpdir(), `dm-cluster-sandbox-${uid}`)
  );
}

/**
 * This folder (`test/sandbox`), also from a bundle elsewhere in the project: `DM_SANDBOX_ROOT`, else found
 * upwards from this file and from the working directory.
 */
export function sourceDirectory(given?: string): string {
  const named = given ?? process.env['DM_SANDBOX_ROOT'];
  if (named !== undefined) {
    return named;
  }
  for (const start of [__dirname, process.cwd()]) {
    for (let folder = start; ; folder = path.dirname(folder)) {
      const candidate = path.join(folder, 'test', 'sandbox');
      if (existsSync(path.join(candidate, 'machine', 'boot.sh'))) {
        return candidate;
      }
      if (folder === path.dirname(folder)) {
        break;
      }
    }
  }
  throw new Error('test/sandbox was not found: set DM_SANDBOX_ROOT to that folder.');
}

/** The files of one sandbox. */
export interface Layout {
  readonly directory: string;
  readonly deployment: string;
  readonly inventory: string;
  /** What local_prepare.yml downloads from. */
  readonly mirror: string;
  readonly machines: string;
  readonly ssh: string;
  readonly controlSockets: string;
  /** the process that has to dispose of it; absent when it is to outlive its creator */
  readonly owner: string;
}

export function layoutOf(directory: string): Layout {
  const deployment = path.join(directory, 'dm-ansible');
  return {
    directory,
    deployment,
    inventory: path.join(deployment, 'inventory.ini'),
    mirror: path.join(directory, 'mirror'),
    machines: path.join(directory, 'machines'),
    ssh: path.join(directory, 'ssh'),
    controlSockets: path.join(directory, 'cp'),
    owner: path.join(directory, 'owner'),
  };
}
