import type { Instance } from '../../cluster/cluster';
import type { ComponentId } from '../../cluster/components';
import { hasPage, pageUrl } from '../../cluster/pages';
import { allInstances } from '../../cluster/readCluster';
import { hostVariable } from '../../inventory/hostVariables';
import { renderValue } from '../../inventory/renderValue';
import { parseSshAddress, printSshAddress, type SshAddress } from '../../text/sshAddress';
import type { Span } from '../../text/textEdit';
import type { LanguageModel } from '../languageModel';

/** Where a word leads when the operator follows it; nothing connects before that. */
export type Link = { readonly span: Span } & (
  | { readonly kind: 'page'; readonly component: ComponentId; readonly url: string }
  /** A machine, as ssh would be called. */
  | { readonly kind: 'machine'; readonly address: SshAddress }
  /** A file of group_vars/, relative to the inventory's directory. */
  | { readonly kind: 'file'; readonly path: string }
);

/**
 * Addresses of machines: those of components with a page lead there, others to a terminal; and
 * headers, to the files that set the group's variables. Never the upstream database: nobody should
 * come to a production server by a slip of the mouse.
 */
export function links(model: LanguageModel): readonly Link[] {
  const { inventory, cluster, files } = model;
  if (inventory.error !== undefined || cluster === undefined) return [];
  const found = new Map<number, Link>();
  for (const instance of allInstances(cluster)) {
    const link = instanceLink(model, instance);
    // A host of several groups is one machine: its first page wins.
    const known = link && found.get(link.span.start);
    if (link !== undefined && known?.kind !== 'page') found.set(link.span.start, link);
  }
  for (const [name, list] of files.groups) {
    const headers = inventory.groups.get(name)?.headers ?? [];
    const header = headers.find(({ kind }) => kind !== 'vars') ?? headers[0];
    const path = list.at(-1)?.path;
    if (header === undefined || path === undefined) continue;
    const start = header.span.start + 1;
    found.set(start, { kind: 'file', span: { start, end: start + name.length }, path });
  }
  return [...found.values()].sort((a, b) => a.span.start - b.span.start);
}

/** On `ansible_host` where the line has it, else on the alias, which then is the address. */
function instanceLink(model: LanguageModel, instance: Instance): Link | undefined {
  const { component, host, port, alias } = instance;
  const span = addressSpan(model, instance);
  if (span === undefined) return undefined;
  const address = sshAddress(model, alias, host.value);
  if (address === undefined) return undefined;
  if (!hasPage(component)) return { kind: 'machine', span, address };
  if (port.value === undefined) return undefined;
  return { kind: 'page', span, component, url: pageUrl(address.host, port.value) };
}

function addressSpan(
  { inventory }: LanguageModel,
  { alias, host, span }: Instance,
): Span | undefined {
  const found = inventory.hosts.get(alias);
  const variable = found && hostVariable(found, inventory.hostWords, 'ansible_host');
  if (variable !== undefined) return variable.valueSpan;
  if (host.value !== alias) return undefined;
  // A range is one word for many machines.
  const written = inventory.text.slice(span.start, span.end);
  return written === alias || written.startsWith(`${alias}:`) ? span : undefined;
}

/** As Ansible connects, if the values are plain: a template, or an option in disguise, is not. */
function sshAddress(
  { lookup }: LanguageModel,
  alias: string,
  host: string,
): SshAddress | undefined {
  const text = (name: string): string | undefined => {
    const found = lookup.find(alias, name);
    return found === undefined ? undefined : renderValue(found.value);
  };
  const user = text('ansible_user');
  const port = text('ansible_port');
  return parseSshAddress(
    printSshAddress({ user, host, port: port === undefined ? undefined : Number(port) }),
  );
}
