// What parts of a message may be; each undefined when the value is something else.

export function record(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}

export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function number(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** A list whose elements are all what they should be. */
export function array<T>(
  value: unknown,
  parse: (element: unknown) => T | undefined,
): readonly T[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const parsed: T[] = [];
  for (const element of value as readonly unknown[]) {
    const one = parse(element);
    if (one === undefined) return undefined;
    parsed.push(one);
  }
  return parsed;
}

/** What may be missing. */
export function maybe<T>(value: unknown, parse: (value: unknown) => T | undefined): T | undefined {
  return value === undefined ? undefined : parse(value);
}
