import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { isCancelled } from '../core/errors/cancelled';
import { ExpectedError } from '../core/errors/expectedError';
import type { Logger } from '../core/ports/logger';

/**
 * The one boundary at which errors become messages. An expected one is its own sentence; anything
 * else is a bug: it goes to the log whole.
 */
export function createErrorReporter(logger: Logger, showLog: () => void) {
  return async (error: unknown): Promise<void> => {
    if (isCancelled(error)) return;
    if (error instanceof ExpectedError) {
      logger.warn(`${error.code}: ${error.message}`);
      void vscode.window.showErrorMessage(error.message);
      return;
    }
    logger.error('unexpected error', error);
    const show = l10n.t('Show Log');
    const message = l10n.t('DM Cluster met an error of its own. The log has the details.');
    if ((await vscode.window.showErrorMessage(message, show)) === show) showLog();
  };
}

export type ErrorReporter = ReturnType<typeof createErrorReporter>;
