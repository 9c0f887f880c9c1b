import type { Span } from '../text/textEdit';
import type { Cluster } from './cluster';
import type { Component } from './components';

/** The header that makes the group of a component: of its hosts, or of the groups below it. */
export function componentHeader({ inventory }: Cluster, { group }: Component): Span | undefined {
  const headers = inventory.groups.get(group)?.headers ?? [];
  return headers.find(({ kind }) => kind !== 'vars')?.span;
}
