/** Makes the compiler prove that a discriminated union was handled in full. */
export function assertNever(value: never): never {
  throw new Error(`unexpected variant: ${JSON.stringify(value)}`);
}
