import { ExpectedError } from '../../errors/expectedError';
import { foldJournal } from './runState';
import type { StepContext } from './stepContext';

/** Milliseconds between two signs. */
const interval = 15_000;

/**
 * A look at the cluster has no process that others could find, and may take long: whoever waits says
 * now and then that it does, and hears whether another one has cancelled the run. `cancelled`: aborts
 * then.
 */
export function createSignOfLife({ state, ports }: StepContext): {
  readonly give: () => Promise<void>;
  readonly cancelled: AbortSignal;
} {
  const { directory, clock } = ports;
  const elsewhere = new AbortController();
  // A run that is taken up may have been cancelled by whoever drove it before.
  if (state.isCancelRequested) elsewhere.abort();
  let last = clock.now();
  return {
    cancelled: elsewhere.signal,
    give: async () => {
      if (clock.now() - last < interval) return;
      const now = clock.now();
      try {
        await directory.giveSign(now);
        const latest = foldJournal(await directory.readJournal());
        if (latest?.isCancelRequested === true) elsewhere.abort();
      } catch (error) {
        // No connection, no space: the wait goes on, and the next pause tries again.
        if (!(error instanceof ExpectedError)) throw error;
        return;
      }
      last = now;
    },
  };
}
