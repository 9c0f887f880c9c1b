import type { JournalEvent } from './journal';
import type { RunPorts } from './runPorts';

/** Milliseconds between Ctrl-C, SIGTERM and SIGKILL of a command that does not answer. */
const stopPatience = 15_000;

/** Turns the operator's wish into Ctrl-C, and into something stronger when that is not heard. */
export class CancelRequest {
  private request: Promise<void> | undefined;
  private readonly ended = new AbortController();

  constructor(
    /** Directory of the command in the run. */
    private readonly place: string,
    private readonly round: number,
    private readonly ports: RunPorts,
    private readonly record: (event: JournalEvent) => Promise<void>,
  ) {}

  /** Returns a function that stops listening and, if under way, the escalation. */
  listen(signal: AbortSignal): () => void {
    const onAbort = (): void => {
      this.request ??= this.send();
    };
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    return () => {
      signal.removeEventListener('abort', onAbort);
      this.ended.abort();
    };
  }

  /** Resolves when a request that was made has been carried out. */
  async settled(): Promise<void> {
    await this.request;
  }

  private async send(): Promise<void> {
    await this.record({
      type: 'cancel-requested',
      at: this.ports.clock.now(),
      round: this.round,
    });
    for (const stop of ['interrupt', 'terminate', 'kill'] as const) {
      if (this.ended.signal.aborted) return;
      if (!(await this.ports.directory.stop(this.place, stop))) return;
      await this.ports.clock.sleep(stopPatience, this.ended.signal);
    }
  }
}
