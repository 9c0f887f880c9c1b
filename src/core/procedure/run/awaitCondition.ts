import * as l10n from '@vscode/l10n';
import type { Clock } from '../../ports/clock';
import type { Look } from '../condition';
import type { StepResult } from './stepResult';

/** Milliseconds between two looks, at first; a long wait looks less and less often. */
const firstPause = 500;
const longestPause = 5_000;

export interface Patience {
  /** Milliseconds; undefined waits until it holds. 0 looks once. */
  readonly deadline: number | undefined;
  readonly signal: AbortSignal;
  /** Called with each sentence that is not what was said last. */
  readonly onProgress?: (sentence: string) => void;
  /** Called before each pause, and waited for. */
  readonly onPause?: () => Promise<void>;
}

/** Looks until the condition holds, the deadline has passed, or looking again is of no use. */
export async function awaitCondition(
  look: Look,
  clock: Clock,
  { deadline, signal, onProgress, onPause }: Patience,
): Promise<Omit<StepResult, 'hosts'>> {
  const start = clock.now();
  let said: string | undefined;
  for (;;) {
    const { kind, sentence, isFinal, followUps = [] } = await look();
    const found = followUps.length === 0 ? { sentence } : { sentence, followUps };
    if (kind === 'holds') return { outcome: 'succeeded', ...found };
    if (signal.aborted) return { outcome: 'cancelled', sentence: l10n.t('Cancelled.') };
    const elapsed = clock.now() - start;
    const isOver = deadline !== undefined && elapsed >= deadline;
    if (isFinal === true || isOver) {
      return { outcome: kind === 'unknown' ? 'unknown' : 'failed', ...found };
    }
    if (sentence !== said) onProgress?.(sentence);
    said = sentence;
    await onPause?.();
    await clock.sleep(Math.min(Math.max(firstPause, elapsed / 20), longestPause), signal);
  }
}
