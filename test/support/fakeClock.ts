import type { Clock } from '../../src/core/ports/clock';

/** A clock that stands until somebody sleeps on it; then it is later at once. */
export function fakeClock(start = 0): Clock & { readonly slept: readonly number[] } {
  const slept: number[] = [];
  let now = start;
  return {
    slept,
    now: () => now,
    sleep: (milliseconds, signal) => {
      if (signal?.aborted !== true) now += milliseconds;
      slept.push(milliseconds);
      return Promise.resolve();
    },
  };
}
