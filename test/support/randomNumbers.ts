/** Whole numbers below 2 ** 32, the same in every run: a linear congruential generator, Numerical Recipes. */
export function* randomNumbers(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state;
  }
}
