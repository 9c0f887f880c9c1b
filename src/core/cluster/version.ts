/** Is a version such as `v1.0.5` before another? What is no version, such as `latest`, is not. */
export function isBefore(version: string, other: readonly [number, number, number]): boolean {
  const match = /^v?(\d+)\.(\d+)\.(\d+)/.exec(version);
  if (match === null) return false;
  const numbers = match.slice(1).map(Number);
  const index = numbers.findIndex((number, at) => number !== other[at]);
  return index >= 0 && (numbers[index] ?? 0) < (other[index] ?? 0);
}
