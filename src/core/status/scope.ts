/** Pieces of work that end together, at the latest when their scope does. */
export interface Scope {
  /** Runs a piece with a signal of its own. */
  within<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Aborts what is still under way, and what begins later. */
  end(): void;
}

/**
 * A scope that ends when `signal` aborts. One listener stands for all pieces: Node warns of a leak
 * when a signal gets more than ten.
 */
export function createScope(signal: AbortSignal): Scope {
  const pieces = new Set<AbortController>();
  let hasEnded = false;
  const end = (): void => {
    hasEnded = true;
    signal.removeEventListener('abort', end);
    for (const piece of pieces) piece.abort();
  };
  signal.addEventListener('abort', end);
  if (signal.aborted) end();
  return {
    end,
    within: async (work) => {
      const piece = new AbortController();
      pieces.add(piece);
      if (hasEnded) piece.abort();
      try {
        return await work(piece.signal);
      } finally {
        pieces.delete(piece);
      }
    },
  };
}
