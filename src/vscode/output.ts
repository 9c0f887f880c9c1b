import * as vscode from 'vscode';
import type { Logger } from '../core/ports/logger';
import { createLogger } from './logger';
import { createErrorReporter, type ErrorReporter } from './reportError';

/** The output channel "DM Cluster" and what writes to it. */
export interface Output {
  readonly channel: vscode.LogOutputChannel;
  readonly logger: Logger;
  readonly reportError: ErrorReporter;
  readonly showLog: () => void;
}

export function createOutput(): Output {
  const channel = vscode.window.createOutputChannel('DM Cluster', { log: true });
  const logger = createLogger(channel);
  const showLog = (): void => {
    channel.show();
  };
  return { channel, logger, reportError: createErrorReporter(logger, showLog), showLog };
}
