/** Lets at most `limit` pieces of work go on at a time; the others wait in order. */
export function createGate(limit: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let going = 0;
  return async (work) => {
    if (going >= limit) await new Promise<void>((resolve) => waiting.push(resolve));
    else going++;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      // Whoever waits takes over this one's place.
      if (next === undefined) going--;
      else next();
    }
  };
}
