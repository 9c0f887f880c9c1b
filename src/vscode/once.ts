/** What is made when it is first asked for. */
export interface Once<T> {
  readonly get: () => T;
  /** undefined where nobody has asked yet. */
  readonly made: () => T | undefined;
}

export function once<T extends object>(make: () => T): Once<T> {
  let made: T | undefined;
  return { get: () => (made ??= make()), made: () => made };
}
