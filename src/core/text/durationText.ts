import * as l10n from '@vscode/l10n';

/** How long something took, as long as it may be: `0.4 s`, `3 min 12 s`, `1 h 4 min`. */
export function durationText(milliseconds: number): string {
  const seconds = Math.max(milliseconds, 0) / 1000;
  if (seconds < 60) return l10n.t('{0} s', seconds < 10 ? seconds.toFixed(1) : Math.round(seconds));
  const whole = Math.round(seconds);
  if (whole < 3600) return l10n.t('{0} min {1} s', Math.floor(whole / 60), whole % 60);
  return l10n.t('{0} h {1} min', Math.floor(whole / 3600), Math.floor((whole % 3600) / 60));
}
