import * as vscode from 'vscode';
import type { StatusSource } from './clusterTree';

/** Where no cluster can be looked at: nothing is known of any, for the given reason. */
export function noStatuses(reason: string): StatusSource {
  const nothing = new vscode.Disposable(() => undefined);
  return {
    watch: () => nothing,
    refresh: () => undefined,
    of: () => undefined,
    trouble: () => reason,
    isSilent: () => false,
    since: () => new Map<string, number>(),
    onDidChange: () => nothing,
  };
}
