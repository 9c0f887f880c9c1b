import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import { sshPort } from './layout';

/**
 * Addresses belong to the computer, not to a checkout: the claims lie at one place for all state
 * directories, one file for each third octet in use, naming the sandbox that has it.
 */
const claims = '/tmp/dm-cluster-sandbox-addresses';

/** Claims a free 127.0.X.0/24 for a sandbox's directory: X. */
export async function claimOctet(directory: string): Promise<number> {
  await mkdir(claims, { recursive: true });
  for (let octet = 1; octet < 255; octet++) {
    if (await claim(octet, directory)) {
      if (!(await isListening(`127.0.${octet}.1`, sshPort))) {
        return octet;
      }
      await releaseOctet(octet, directory);
    }
  }
  throw new Error(`No free 127.0.X.0/24 is left; see ${claims}.`);
}

async function claim(octet: number, directory: string): Promise<boolean> {
  const file = path.join(claims, String(octet));
  if (await createClaim(file, directory)) {
    return true;
  }
  const holder = await readFile(file, 'utf8').catch(() => '');
  if (holder !== '' && existsSync(holder)) {
    return false;
  }
  await rm(file, { force: true });
  return createClaim(file, directory);
}

/** Creates a claim with its text in one step; false when there is one. */
async function createClaim(file: string, directory: string): Promise<boolean> {
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, directory);
  const isNew = await link(draft, file).then(
    () => true,
    () => false,
  );
  await rm(draft);
  return isNew;
}

/** Gives the octet back, unless another sandbox has claimed it since. */
export async function releaseOctet(octet: number, directory: string): Promise<void> {
  const file = path.join(claims, String(octet));
  if ((await readFile(file, 'utf8').catch(() => '')) === directory) {
    await rm(file, { force: true });
  }
}

/** Whether something accepts connections there. */
export function isListening(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2000 });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => {
      end(true);
    });
    socket.once('error', () => {
      end(false);
    });
    socket.once('timeout', () => {
      end(false);
    });
  });
}
