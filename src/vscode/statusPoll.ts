import * as l10n from '@vscode/l10n';
import { ExpectedError } from '../core/errors/expectedError';
import type { Clock } from '../core/ports/clock';
import type { Logger } from '../core/ports/logger';
import type { ClusterStatus } from '../core/status/clusterStatus';
import { appendLags, type LagHistory } from '../core/status/lagHistory';
import { stateSince } from '../core/status/stateSince';

/** A sweep, or the sentence that says why none can be made until something else changes. */
export type Look =
  | { readonly kind: 'status'; readonly status: ClusterStatus }
  | { readonly kind: 'impossible'; readonly reason: string };

export interface StatusPollParts {
  /** Rejects when the control machine does not answer. */
  readonly look: (signal: AbortSignal, previous: ClusterStatus | undefined) => Promise<Look>;
  /** Milliseconds from the beginning of a look to the next one; 0 looks only when told to. */
  readonly interval: () => number;
  readonly changed: () => void;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** A control machine that does not answer is asked ever less often, at least so often: 5 minutes. */
const longestRest = 300_000;

/**
 * Looks at one cluster again and again while somebody watches. Nobody watching, there is no timer
 * and nothing under way; there is never more than one look at a time.
 */
export class StatusPoll {
  private last: ClusterStatus | undefined;
  private lags: LagHistory = new Map();
  private changes: ReadonlyMap<string, number> = new Map();
  private reason: string | undefined;
  private watchers = 0;
  private isDue = false;
  private failures = 0;
  private isImpossible = false;
  private startedAt = Number.NEGATIVE_INFINITY;
  private duration = 0;
  private stop = new AbortController();
  private wake = new AbortController();
  private working: Promise<void> = Promise.resolve();

  constructor(private readonly parts: StatusPollParts) {}

  get status(): ClusterStatus | undefined {
    return this.last;
  }

  /** Why there is no status, or no newer one; undefined when the last look told. */
  get trouble(): string | undefined {
    return this.reason;
  }

  /** Whether the control machine was asked and did not answer. */
  get isSilent(): boolean {
    return this.failures > 0;
  }

  get history(): LagHistory {
    return this.lags;
  }

  /** By `instanceKey`, where a change was seen. */
  get since(): ReadonlyMap<string, number> {
    return this.changes;
  }

  watch(): void {
    this.watchers += 1;
    if (this.watchers > 1) return;
    this.stop = new AbortController();
    const { signal } = this.stop;
    // After the look before, which was told to stop: two at a time would be two sweeps.
    this.working = this.working.then(() => this.work(signal));
  }

  release(): void {
    this.watchers -= 1;
    if (this.watchers > 0) return;
    this.stop.abort();
    this.wake.abort();
  }

  /** Looks at once, or as soon as somebody watches. */
  refresh(): void {
    this.failures = 0;
    this.isDue = true;
    this.wake.abort();
  }

  /** Something has changed that a look depends on, such as the interval or the inventory. */
  reconsider(): void {
    if (this.isImpossible) this.isDue = true;
    this.wake.abort();
  }

  private async work(stop: AbortSignal): Promise<void> {
    while (!stop.aborted) {
      const rest = this.rest();
      if (rest > 0) await this.sleep(rest);
      else await this.look(stop);
    }
  }

  /** Milliseconds until the next look; Infinity when only somebody's word brings it. */
  private rest(): number {
    const interval = this.parts.interval();
    if (this.isDue) return 0;
    if (interval <= 0 || this.isImpossible) return Number.POSITIVE_INFINITY;
    const backOff = Math.min(interval * 2 ** this.failures, longestRest);
    // A cluster that is slow to ask is not asked all the time.
    const pause = Math.max(interval, backOff, this.duration * 2);
    return this.startedAt + pause - this.parts.clock.now();
  }

  private async sleep(milliseconds: number): Promise<void> {
    this.wake = new AbortController();
    const { signal } = this.wake;
    if (Number.isFinite(milliseconds)) await this.parts.clock.sleep(milliseconds, signal);
    else await untilAborted(signal);
  }

  private async look(stop: AbortSignal): Promise<void> {
    const { clock, changed } = this.parts;
    this.isDue = false;
    this.startedAt = clock.now();
    const reason = await this.attempt(stop);
    this.duration = clock.now() - this.startedAt;
    if (stop.aborted) {
      this.isDue = true; // whoever watches next has waited for it long enough
      return;
    }
    this.reason = reason;
    this.failures = reason === undefined || this.isImpossible ? 0 : this.failures + 1;
    changed();
  }

  /** Answers with what went wrong. */
  private async attempt(stop: AbortSignal): Promise<string | undefined> {
    try {
      const found = await this.parts.look(stop, this.last);
      this.isImpossible = found.kind === 'impossible';
      if (found.kind === 'impossible') return found.reason;
      if (!stop.aborted) this.take(found.status);
      return undefined;
    } catch (error) {
      this.isImpossible = false;
      if (error instanceof ExpectedError) return error.message;
      if (!stop.aborted) this.parts.logger.error('the state of a cluster was not read', error);
      return l10n.t('The state of the cluster was not read. The log has the details.');
    }
  }

  private take(status: ClusterStatus): void {
    this.changes = stateSince(this.changes, this.last, status);
    this.lags = appendLags(this.lags, status);
    this.last = status;
  }
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else
      signal.addEventListener(
        'abort',
        () => {
          resolve();
        },
        { once: true },
      );
  });
}
