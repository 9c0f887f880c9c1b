import * as l10n from '@vscode/l10n';
import type { LagSample } from '../status/lagHistory';
import { size } from '../tree/words';
import { secondsText } from './lagText';
import type { Sparkline } from './topology';

/** How long a sparkline looks back, milliseconds. */
export const sparkSpan = 3_600_000;
const parts = 60;

/**
 * The last hour in sixty parts, each with the greatest lag seen in it; in seconds where any sample
 * has them, else in bytes. undefined when there is nothing to draw.
 */
export function sparklineOf(samples: readonly LagSample[], now: number): Sparkline | undefined {
  const inTime = samples.filter(({ at }) => at > now - sparkSpan && at <= now);
  const unit = inTime.some(({ seconds }) => seconds !== undefined) ? 'seconds' : 'bytes';
  const values: (number | null)[] = Array.from({ length: parts }, () => null);
  let most: number | undefined;
  for (const sample of inTime) {
    const value = sample[unit];
    if (value === undefined) continue;
    const part = Math.min(
      parts - 1,
      Math.floor(((sample.at - now + sparkSpan) * parts) / sparkSpan),
    );
    values[part] = Math.max(values[part] ?? 0, value);
    most = Math.max(most ?? 0, value);
  }
  if (most === undefined) return undefined;
  const words = unit === 'seconds' ? secondsText(most) : size(most);
  return { values, most: l10n.t('max {0}', words) };
}
