import * as vscode from 'vscode';
import type { ClusterStatuses } from '../clusters/clusterStatuses';
import { remoteScheme } from '../ids';

/** Control machines over ssh of which somebody sees something. */
export interface MachinesInSight {
  readonly onDidChange: (listener: () => void) => vscode.Disposable;
  has(authority: string): boolean;
}

/** Seen are the files in visible editors, and the clusters that are watched. */
export function machinesInSight(
  statuses: Pick<ClusterStatuses, 'watched' | 'onDidChangeWatched'>,
): MachinesInSight {
  return {
    onDidChange: (listener) =>
      vscode.Disposable.from(
        vscode.window.onDidChangeVisibleTextEditors(listener),
        statuses.onDidChangeWatched(listener),
      ),
    has: (authority) =>
      [
        ...vscode.window.visibleTextEditors.map(({ document }) => document.uri),
        ...statuses.watched(),
      ].some((uri) => uri.scheme === remoteScheme && uri.authority === authority),
  };
}
