/** What was made under a key, of one version of what it is made from. */
export interface Kept<T> {
  readonly made: Promise<T>;
  readonly version: number | undefined;
}

/**
 * What is kept under a key, made where there is nothing of that version. Who asks while it is being
 * made waits for the same; what could not be made is not kept: the next one who asks tries again.
 */
export function keep<T>(
  kept: Map<string, Kept<T>>,
  key: string,
  make: () => Promise<T>,
  version?: number,
): Promise<T> {
  const known = kept.get(key);
  if (known !== undefined && known.version === version) return known.made;
  const made = make();
  kept.set(key, { made, version });
  made.catch(() => {
    if (kept.get(key)?.made === made) kept.delete(key);
  });
  return made;
}
