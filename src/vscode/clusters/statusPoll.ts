import * as l10n from '@vscode/l10n';
import { ExpectedError } from '../../core/errors/expectedError';
import type { Clock } from '../../core/ports/clock';
import type { Logger } from '../../core/ports/logger';
import type { ClusterStatus } from '../../core/status/clusterStatus';
import { appendLags, type LagHistory } from '../../core/status/lagHistory';
import { stateSince } from '../../core/status/stateSince';
import { connectionRefusal } from '../remote/connectionRefusal';

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
/** Milliseconds for which a look counts where only somebody's word brings the next one. */
const lastingOnDemand = 60_000;

/** What has to happen before the next look: time to pass, something to change, or a word. */
type WaitsFor = 'time' | 'change' | 'refresh';

/**
 * Looks at one cluster again and again while somebody watches. Nobody watching, there is no timer
 * and nothing under way; there is never more than one look at a time. What was seen before a time in
 * which nobody looked is kept, with the reason why it is old, and no later look is compared with it.
 */
export class StatusPoll {
  private last: ClusterStatus | undefined;
  private lags: LagHistory = new Map();
  private changes: ReadonlyMap<string, number> = new Map();
  private reason: string | undefined;
  private watchers = 0;
  private isDue = false;
  private failures = 0;
  private waitsFor: WaitsFor = 'time';
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
    this.tellAge();
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

  /** The same, unless that takes the operator's word. */
  lookAgain(): void {
    if (this.waitsFor !== 'refresh') this.refresh();
  }

  /** Something has changed that a look depends on, such as the interval or the inventory. */
  reconsider(): void {
    if (this.waitsFor === 'change') this.isDue = true;
    this.wake.abort();
  }

  /** Whoever begins to watch is not shown what was seen long ago as if it were so now. */
  private tellAge(): void {
    if (this.recent !== undefined || this.last === undefined || this.reason !== undefined) return;
    this.reason =
      this.parts.interval() > 0
        ? l10n.t('Nobody has looked since; the next look is under way.')
        : l10n.t('Nobody has looked since. Choose Refresh to look again.');
    this.parts.changed();
  }

  /** The last status, while it is no older than two looks. */
  private get recent(): ClusterStatus | undefined {
    const interval = this.parts.interval();
    const lasting = interval > 0 ? 2 * this.pause(interval) : lastingOnDemand;
    const age = this.parts.clock.now() - (this.last?.observedAt ?? 0);
    return age > lasting ? undefined : this.last;
  }

  /** A cluster that is slow to ask is not asked all the time. */
  private pause(interval: number): number {
    return Math.max(interval, this.duration * 2);
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
    if (interval <= 0 || this.waitsFor !== 'time') return Number.POSITIVE_INFINITY;
    const backOff = Math.min(interval * 2 ** this.failures, longestRest);
    const rest = Math.max(this.pause(interval), backOff);
    return this.startedAt + rest - this.parts.clock.now();
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
    this.failures = reason === undefined || this.waitsFor === 'change' ? 0 : this.failures + 1;
    changed();
  }

  /** Answers with what went wrong. */
  private async attempt(stop: AbortSignal): Promise<string | undefined> {
    try {
      const previous = this.recent;
      const found = await this.parts.look(stop, previous);
      this.waitsFor = found.kind === 'impossible' ? 'change' : 'time';
      if (found.kind === 'impossible') return found.reason;
      if (!stop.aborted) this.take(found.status, previous);
      return undefined;
    } catch (error) {
      const refusal = error instanceof ExpectedError ? connectionRefusal(error) : undefined;
      this.waitsFor = refusal === undefined ? 'time' : 'refresh';
      if (error instanceof ExpectedError) return refusal ?? error.message;
      if (!stop.aborted) this.parts.logger.error('the state of a cluster was not read', error);
      return l10n.t('The state of the cluster was not read. The log has the details.');
    }
  }

  private take(status: ClusterStatus, previous: ClusterStatus | undefined): void {
    this.changes = stateSince(this.changes, previous, status);
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
