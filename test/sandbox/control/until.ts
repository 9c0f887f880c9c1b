import { setTimeout as pause } from 'node:timers/promises';

/** Asks again every few milliseconds until the answer is true; throws after `seconds` with what was awaited. */
export async function until(
  what: string,
  isTrue: () => boolean | Promise<boolean>,
  seconds = 20,
): Promise<void> {
  const deadline = performance.now() + seconds * 1000;
  while (!(await isTrue())) {
    if (performance.now() > deadline) {
      throw new Error(`Waited ${seconds} s in vain until ${what}.`);
    }
    await pause(15);
  }
}
