/** The name with its last number counted up until nobody has it: `dm_worker2` -> `dm_worker3`. */
export function nextFreeName(name: string, isTaken: (name: string) => boolean): string {
  const match = /^(.*?)(\d*)$/.exec(name);
  const [stem = name, digits = ''] = match?.slice(1) ?? [];
  for (let number = Number(digits) + 1; ; number++) {
    const next = stem + String(number).padStart(digits.length, '0');
    if (!isTaken(next)) return next;
  }
}

/** One more than the greatest; the least free one where there is no greater. */
export function nextFreeNumber(taken: readonly number[], greatest: number): number {
  const next = Math.max(0, ...taken) + 1;
  if (next <= greatest) return next;
  for (let number = 1; ; number++) if (!taken.includes(number)) return number;
}
