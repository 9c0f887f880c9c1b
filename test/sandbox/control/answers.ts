/** Reading of what dmctl printed, in tests: `value(answer, 'workers', 0, 'msg')`. */
export function value(from: unknown, ...steps: readonly (string | number)[]): unknown {
  return steps.reduce<unknown>((at, step) => (at as Record<string | number, unknown>)[step], from);
}

export function text(from: unknown, ...steps: readonly (string | number)[]): string {
  return String(value(from, ...steps));
}

export function workersOf(answer: unknown): unknown[] {
  return value(answer, 'workers') as unknown[];
}
