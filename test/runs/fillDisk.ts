import { appendFileSync } from 'node:fs';

/** Writes until nothing fits any more. */
export function fill(file: string, block: string): void {
  for (;;) {
    try {
      appendFileSync(file, block);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return;
      throw error;
    }
  }
}
