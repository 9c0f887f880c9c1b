/** The value below which a part (0 to 1) of the numbers lies; the largest for 1. */
export function quantile(numbers: readonly number[], part: number): number {
  const sorted = numbers.toSorted((left, right) => left - right);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
  if (value === undefined) throw new Error('nothing was measured');
  return value;
}

export const median = (numbers: readonly number[]): number => quantile(numbers, 0.5);

export function milliseconds(time: number): string {
  if (time >= 1000) return `${(time / 1000).toFixed(1)} s`;
  return `${time.toFixed(time >= 100 ? 0 : 1)} ms`;
}

export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
export const kilobytes = (bytes: number): string => `${(bytes / 1e3).toFixed(0)} kB`;
export const count = (number: number): string => number.toLocaleString('en-US');
