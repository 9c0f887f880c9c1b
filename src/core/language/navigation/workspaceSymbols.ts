import type { Inventory } from '../../inventory/inventory';
import type { Span } from '../../text/textEdit';
import type { LanguageModel } from '../languageModel';

/** A group or an instance of one of the workspace's inventories. */
export interface WorkspaceSymbol {
  readonly kind: 'group' | 'instance';
  readonly name: string;
  /** Where it belongs: the cluster's name, and of an instance its group. */
  readonly container: string;
  readonly span: Span;
}

/** More than these nobody reads; typing on narrows them. */
const mostSymbols = 1000;

/** Groups and hosts whose names hold the letters of the query in order, as the editor matches. */
export function workspaceSymbols(
  { inventory, cluster }: Pick<LanguageModel, 'inventory' | 'cluster'>,
  query: string,
): readonly WorkspaceSymbol[] {
  const place = cluster?.name ?? '';
  const found: WorkspaceSymbol[] = [];
  for (const symbol of allSymbols(inventory, place)) {
    if (!holdsInOrder(symbol.name, query)) continue;
    found.push(symbol);
    if (found.length === mostSymbols) break;
  }
  return found;
}

function* allSymbols({ groups, hosts }: Inventory, place: string): Iterable<WorkspaceSymbol> {
  for (const { name, headers } of groups.values()) {
    const header = headers.find(({ kind }) => kind !== 'vars') ?? headers[0];
    if (header !== undefined) yield { kind: 'group', name, container: place, span: header.span };
  }
  for (const { name, mentions } of hosts.values()) {
    for (const { group, span } of mentions) {
      const container = [place, group].filter((part) => part !== '').join(' · ');
      yield { kind: 'instance', name, container, span };
    }
  }
}

function holdsInOrder(name: string, query: string): boolean {
  const text = name.toLowerCase();
  let at = 0;
  for (const letter of query.toLowerCase().replace(/\s/g, '')) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
