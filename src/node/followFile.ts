import { type FileHandle, open, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FollowOptions } from '../core/ports/controlMachine';

/** Milliseconds between two looks at a file whose writer is alive. */
const pause = 100;
const chunkSize = 64 * 1024;

/** `tail -c +N -f --pid` for a file of this computer. */
export async function followFile(
  path: string,
  options: FollowOptions,
  onChunk: (chunk: Uint8Array) => void,
): Promise<void> {
  let offset = options.from;
  let file: FileHandle | undefined;
  try {
    for (;;) {
      // Looked at before reading: what a writer wrote just before it ended is still read.
      const isLast = options.whileAlive === undefined || !(await isAlive(options.whileAlive));
      file ??= await openIfThere(path);
      if (file !== undefined) offset = await readOn(file, offset, onChunk);
      if (isLast || options.signal.aborted) return;
      await sleep(pause);
    }
  } finally {
    await file?.close();
  }
}

async function readOn(
  file: FileHandle,
  from: number,
  onChunk: (chunk: Uint8Array) => void,
): Promise<number> {
  let offset = from;
  for (;;) {
    const { bytesRead, buffer } = await file.read(new Uint8Array(chunkSize), 0, chunkSize, offset);
    if (bytesRead === 0) return offset;
    offset += bytesRead;
    onChunk(buffer.subarray(0, bytesRead));
  }
}

async function openIfThere(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

async function isAlive(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is alive and somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  return !(await isZombie(pid));
}

/** In a container whose first process reaps nobody, what has ended stays in the table for ever. */
async function isZombie(pid: number): Promise<boolean> {
  try {
    return /^\d+ \(.*\) [ZX] /s.test(await readFile(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false; // no /proc here, or it has gone meanwhile: the next look tells
  }
}
