/**
 * The world said no (ssh refused, a file vanished, ansible is not installed). Thrown by adapters
 * only and shown as it is: `message` says what happened and what to do now. `code` is stable and is
 * what callers branch on, never the text.
 */
export class ExpectedError extends Error {
  constructor(
    readonly code: string,
    sentence: string,
    options?: { readonly cause?: unknown },
  ) {
    super(sentence, options);
    this.name = 'ExpectedError';
  }
}
