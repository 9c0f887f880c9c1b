import type { Clock } from '../../src/core/ports/clock';

export interface ManualClock extends Clock {
  /** How long the sleepers have still to sleep, in order of their waking. */
  readonly sleeping: () => readonly number[];
  /** Lets time pass, and those who wake up by then do what they want. */
  readonly advance: (milliseconds: number) => Promise<void>;
}

/** A clock that only the test moves. */
export function manualClock(): ManualClock {
  let now = 0;
  const sleepers = new Set<{ readonly until: number; readonly wake: () => void }>();
  const inOrder = () => [...sleepers].toSorted((a, b) => a.until - b.until);
  return {
    now: () => now,
    sleep: (milliseconds, signal) =>
      new Promise((resolve) => {
        const sleeper = {
          until: now + milliseconds,
          wake: () => {
            sleepers.delete(sleeper);
            resolve();
          },
        };
        if (signal?.aborted === true) {
          resolve();
          return;
        }
        signal?.addEventListener('abort', sleeper.wake, { once: true });
        sleepers.add(sleeper);
      }),
    sleeping: () => inOrder().map(({ until }) => until - now),
    advance: async (milliseconds) => {
      await settled();
      const end = now + milliseconds;
      for (let next = inOrder()[0]; next !== undefined && next.until <= end; next = inOrder()[0]) {
        now = next.until;
        next.wake();
        await settled();
      }
      now = end;
    },
  };
}

/** Lets everything happen that waits for nothing but its turn. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
