import type * as vscode from 'vscode';
import type { Logger } from '../core/ports/logger';

export function createLogger(channel: vscode.LogOutputChannel): Logger {
  return {
    debug: (message) => {
      channel.debug(message);
    },
    info: (message) => {
      channel.info(message);
    },
    warn: (message) => {
      channel.warn(message);
    },
    error: (message, cause) => {
      channel.error(message, ...(cause === undefined ? [] : [cause]));
    },
  };
}
