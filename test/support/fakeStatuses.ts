import * as vscode from 'vscode';
import type { ClusterStatus } from '../../src/core/status/clusterStatus';
import type { StatusSource } from '../../src/vscode/clusters/clusterTree';
import { EventEmitter } from './editor/lifetimes';

export interface FakeStatuses extends StatusSource {
  /** What the next look found; tells whoever listens. */
  readonly found: (
    inventory: vscode.Uri,
    status: ClusterStatus | undefined,
    trouble?: string,
  ) => void;
  /** Addresses of the inventories that are watched. */
  readonly watched: () => readonly string[];
  readonly changes: Map<string, number>;
}

/** Statuses that a test sets. */
export function fakeStatuses(): FakeStatuses {
  const changed = new EventEmitter<vscode.Uri>();
  const watched: string[] = [];
  const changes = new Map<string, number>();
  const known = new Map<string, readonly [ClusterStatus | undefined, string | undefined]>();
  const at = (uri: vscode.Uri) => known.get(uri.toString());
  return {
    changes,
    found: (uri, status, trouble) => {
      known.set(uri.toString(), [status, trouble]);
      changed.fire(uri);
    },
    watched: () => watched,
    watch: (uri) => {
      const address = uri.toString();
      watched.push(address);
      return new vscode.Disposable(() => watched.splice(watched.indexOf(address), 1));
    },
    refresh: () => undefined,
    of: (uri) => at(uri)?.[0],
    trouble: (uri) => at(uri)?.[1],
    isSilent: (uri) => at(uri)?.[1] !== undefined,
    since: () => changes,
    onDidChange: changed.event,
  };
}
