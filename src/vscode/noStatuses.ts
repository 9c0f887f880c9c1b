import * as vscode from 'vscode';
import type { StatusSource } from './clusterTree';
import type { TopologyParts } from './topologyPanel';

/** Where no cluster can be looked at: nothing is known of any, for the given reason. */
export function noStatuses(reason: string | undefined): StatusSource & TopologyParts['statuses'] {
  const nothing = new vscode.Disposable(() => undefined);
  return {
    watch: () => nothing,
    refresh: () => undefined,
    of: () => undefined,
    trouble: () => reason,
    history: () => new Map<string, never>(),
    refresh: () => undefined,
    since: () => new Map<string, number>(),
    onDidChange: () => nothing,
  };
}
