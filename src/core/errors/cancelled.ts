import * as l10n from '@vscode/l10n';
import { ExpectedError } from './expectedError';

/** Somebody did not want to wait any longer; nobody has to be told. */
export function cancelled(options?: { readonly cause?: unknown }): ExpectedError {
  return new ExpectedError('cancelled', l10n.t('Cancelled.'), options);
}

export function isCancelled(error: unknown): boolean {
  return error instanceof ExpectedError && error.code === 'cancelled';
}

export function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw cancelled();
}

/** For those who go on without what the world refused. What was cancelled is thrown on, and bugs. */
export function refusalOf(error: unknown): ExpectedError {
  if (!(error instanceof ExpectedError) || isCancelled(error)) throw error;
  return error;
}
